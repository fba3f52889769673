/** What the catalogue in force says, with tonight's verdict on each item. */
import type { Overview } from '../../contract/calls.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { ItemDetail } from '../../contract/service-item.ts';
import type { Core } from '../core.ts';
import { storageFull } from './session.ts';

export function catalogueOverview(core: Core): Result<Overview, 'noCatalogue'> {
  const catalogue = core.catalogue.inForce();
  if (catalogue === undefined) return err('noCatalogue');
  return ok({
    catalogueVersion: catalogue.version,
    sample: catalogue.sample,
    items: catalogue.summaries(tonight(core)),
  });
}

export function catalogueItem(
  core: Core,
  params: { itemId: string },
): Result<ItemDetail, 'noSuchItem' | 'noCatalogue'> {
  const catalogue = core.catalogue.inForce();
  if (catalogue === undefined) return err('noCatalogue');
  const detail = catalogue.detail(params.itemId, tonight(core));
  return detail === undefined ? err('noSuchItem') : ok(detail);
}

/** What the verdict depends on besides the item itself. */
export function tonight(core: Core): { nowMs: number; storageFull: boolean; hallId: string } {
  return { nowMs: core.clock.nowMs(), storageFull: storageFull(core), hallId: core.config.hallId };
}
