/** A picture for a matter, by the words of its name and category; a sheet of paper for everything else. */
import type { ItemSummary } from '../../src-main/contract/service-item.ts';
import type { IconName } from './icons.tsx';

/** The first whose word occurs wins. */
const words: readonly (readonly [RegExp, IconName])[] = [
  [/餐|食品|饭/, 'shop'],
  [/不动产|房/, 'house'],
  [/水电气|取水|水/, 'water'],
  [/工程|施工|建设|规划/, 'crane'],
  [/投资|项目/, 'chart'],
  [/医|诊所|药|卫生/, 'medical'],
  [/学|教育|幼儿/, 'book'],
  [/社保|社会保障|老|残|低保|户/, 'people'],
  [/企业|开办|登记|店|印章|个体/, 'shop'],
];

export function iconOf(item: ItemSummary): IconName {
  const byName = words.find(([word]) => word.test(item.name.zh));
  const found = byName ?? words.find(([word]) => word.test(item.category.zh));
  return found?.[1] ?? 'document';
}
