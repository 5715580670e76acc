import { expect, type Page } from '@playwright/test';
import type { Person, SeatedEvent } from './market.js';

export interface SeenOrder {
  readonly id: string;
  readonly status: string;
  readonly expiresAt: string;
  readonly refunds?: readonly { readonly status: string }[];
}

export interface SeenPayment {
  readonly id: string;
  readonly status: string;
  readonly reason?: string;
}

/** The order a checkout or order page is about. */
export function orderIdIn(page: Page): string {
  const id = /\/orders\/([^/?]+)/.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`No order in ${page.url()}`);
  return id;
}

export async function orderOf(buyer: Person, orderId: string): Promise<SeenOrder> {
  const answer = await buyer.request.get(`/api/orders/${orderId}`);
  return ((await answer.json()) as { order: SeenOrder }).order;
}

/** Every payment of the order, newest first. */
export async function paymentsOf(buyer: Person, orderId: string): Promise<readonly SeenPayment[]> {
  const answer = await buyer.request.get(`/api/payments?orderId=${orderId}`);
  return ((await answer.json()) as { items: readonly SeenPayment[] }).items;
}

/** Holds seat 1 of row A in the browser, and leaves the page at its checkout. */
export async function holdFirstSeat(page: Page, event: SeatedEvent): Promise<string> {
  await page.goto(`/events/${event.id}`);
  await page.getByRole('button', { name: /seat 1, .*free/ }).click();
  await page.getByRole('button', { name: 'Hold 1 seat' }).click();
  await expect(page.getByRole('heading', { name: 'Held for you' })).toBeVisible();
  return orderIdIn(page);
}

/** Fills the form with the test card of that name. */
export async function takeCard(page: Page, name: 'Works' | 'Bank asks' | 'Bank declines') {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
}

export async function expectGoing(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /You.re going/ })).toBeVisible({
    timeout: 20_000,
  });
}
