/** An intent has one charge at most, the authorised one, so it needs no row of its own. */
export function chargeIdOf({ _id }: { readonly _id: string }): string {
  return _id.replace(/^pi_/, 'ch_');
}

export function intentIdOf(chargeId: string): string {
  return chargeId.replace(/^ch_/, 'pi_');
}
