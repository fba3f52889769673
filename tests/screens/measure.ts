/** What is wrong with the layout of a page, measured in it: what is cut off, what a finger cannot hit. */
import type { Page } from '@playwright/test';

/** Pictures of paper fade out on purpose; a field scrolls with what is typed. */
const mayBeCut = '.paper, .paper *, .header-matter, .header-brand, .header-hall, input, textarea';
/** Millimetres a finger needs. A chip is drawn smaller than it can be touched. */
const heights = {
  '.big': 25,
  '.kb-key': 20,
  '.choice': 20,
  '.category': 20,
  '.turn': 20,
  '.press-card': 20,
  '.chip': 14,
};

const measured = `(() => {
  // A chip can be touched beyond its edge: that part is no content.
  const edges = new CSSStyleSheet();
  edges.replaceSync('.chip::after { content: none !important }');
  document.adoptedStyleSheets = [edges];
  const faults = [];
  const root = document.documentElement;
  const name = (element) => element.tagName.toLowerCase() + '.' + [...element.classList].join('.');
  const say = (element, what) => faults.push(name(element) + ' ' + what + ': ' + element.textContent.slice(0, 40));
  if (root.scrollWidth > root.clientWidth || root.scrollHeight > root.clientHeight) say(root, 'is larger than the screen');
  const mm = parseFloat(getComputedStyle(root).getPropertyValue('--mm'));
  const heights = ${JSON.stringify(heights)};
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg') || element.matches(${JSON.stringify(mayBeCut)})) continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || element.closest('[hidden], [data-react-aria-hidden], template')) continue;
    const style = getComputedStyle(element);
    if (box.left < -1 || box.right > innerWidth + 1) say(element, 'leaves the screen at its side');
    const scrolls = style.overflowY === 'auto';
    if (element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline' && element.clientWidth > 0) say(element, 'is cut at its side');
    if (!scrolls && style.overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1) say(element, 'is cut at its foot');
    if (element.matches('.main, button, .header, .footer, .actions') && element.scrollHeight > element.clientHeight + 1) say(element, 'is too small for its content');
    for (const [selector, height] of Object.entries(heights)) {
      if (element.matches(selector) && box.height < height * mm - 1) say(element, 'is only ' + (box.height / mm).toFixed(1) + ' mm high');
    }
  }
  if (document.querySelectorAll('h1').length !== 1) faults.push('has ' + document.querySelectorAll('h1').length + ' h1');
  document.adoptedStyleSheets = [];
  return [...new Set(faults)];
})()`;

/** @returns a line for each thing that is wrong */
export async function layoutFaults(page: Page): Promise<string[]> {
  return (await page.evaluate(measured)) as string[];
}
