export declare function findStripeOpenapi(): Promise<string>;
