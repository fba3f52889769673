/** What the citizen of the demo came for, from the sample catalogue itself. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Form, Localized } from '../../src-main/contract/service-item.ts';
import { SetupProblem } from '../setup-problem.ts';
import type { Errand } from './citizen.ts';

const sample = new URL('../../src-main/catalogue/sample/', import.meta.url);
const Items = z.array(z.looseObject({ id: z.string(), name: Localized, formId: z.string().optional() }));

/** @throws SetupProblem when the item is not there or cannot be completed on a terminal. */
export function openErrand(itemId: string): Errand {
  const items = Items.parse(JSON.parse(readFileSync(new URL('items.json', sample), 'utf8')));
  const item = items.find(({ id }) => id === itemId);
  if (item?.formId === undefined) {
    const possible = items.flatMap(({ id, formId }) => (formId === undefined ? [] : [id]));
    throw new SetupProblem(`demo: no item ${itemId} with a form; there are ${possible.join(', ')}`);
  }
  const form = Form.parse(JSON.parse(readFileSync(new URL(`forms/${item.formId}.json`, sample), 'utf8')));
  return { name: item.name, form };
}
