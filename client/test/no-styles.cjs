/** Stands for style sheets and for markers that mean nothing in a test. */
module.exports = {};
