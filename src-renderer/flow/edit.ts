/** What a key does to the text of a field. Relative, because one touch of the keyboard can give several of them. */
export type Edit =
  | { readonly put: string }
  | { readonly add: string }
  | { readonly key: 'backspace' }
  | { readonly key: 'clear' };

/** A backspace takes a whole character, of two UTF-16 units too. */
export function edited(text: string, edit: Edit): string {
  if ('put' in edit) return edit.put;
  if ('add' in edit) return text + edit.add;
  return edit.key === 'clear' ? '' : [...text].slice(0, -1).join('');
}
