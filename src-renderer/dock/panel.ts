/** The bench panel: works the simulators and shows what came out of the printer and what the platform holds. */
import './panel.css';
import '@fontsource-variable/noto-sans-sc';
import { type DockAction, DockState } from '../../src-main/contract/dock.ts';
import { must } from '../../src-main/contract/result.ts';

const pollMs = 700;

const cardNames: Record<string, string> = {
  resident_10y: '居民身份证 Resident, 10 years',
  resident_longterm_X: '居民身份证 Resident, long-term, X',
  hmt_J: '港澳台居民居住证（已过期）HK/Macao/Taiwan permit, expired',
  foreigner2017_I: '外国人永居证 2017 Foreigner, 2017',
  foreigner2023_Y: '外国人永居证 2023 Foreigner, 2023',
};

const byId = (id: string) => must(document.getElementById(id), `the page has #${id}`);
let shown = '';

async function act(action: DockAction): Promise<void> {
  const answer = await fetch('/act', { method: 'POST', body: JSON.stringify(action) });
  byId('notice').textContent = answer.ok ? '' : `没有做成 Not done: ${await answer.text()}`;
  await refresh();
}

async function refresh(): Promise<void> {
  const state = DockState.parse(await (await fetch('/state')).json());
  const text = JSON.stringify(state);
  if (text === shown) return;
  shown = text;
  show(state);
}

function toggle(id: string, label: string, action: DockAction): void {
  const button = byId(id);
  button.textContent = label;
  button.onclick = () => void act(action);
}

function show(state: DockState): void {
  byId('cards').replaceChildren(
    ...state.cards.map((card) => {
      const button = document.createElement('button');
      button.textContent = cardNames[card] ?? card;
      button.setAttribute('aria-pressed', String(card === state.card));
      button.onclick = () => void act({ do: 'presentCard', card });
      return button;
    }),
  );
  toggle('remove-card', '拿走卡 Take the card away', { do: 'removeCard' });
  const cable = (plugged: boolean) => (plugged ? '拔线 Unplug' : '插回 Plug in again');
  toggle('reader-cable', cable(state.readerPlugged), {
    do: state.readerPlugged ? 'unplug' : 'replug',
    device: 'reader',
  });
  toggle('printer-cable', cable(state.printerPlugged), {
    do: state.printerPlugged ? 'unplug' : 'replug',
    device: 'printer',
  });
  toggle('cover', state.coverOpen ? '合上盖 Close the cover' : '打开盖 Open the cover', {
    do: 'cover',
    open: !state.coverOpen,
  });
  for (const [id, left] of [
    ['paper-full', 'full'],
    ['paper-low', 'nearEnd'],
    ['paper-out', 'out'],
  ] as const) {
    byId(id).setAttribute('aria-pressed', String(state.paper === left));
    byId(id).onclick = () => void act({ do: 'paper', left });
  }
  toggle('take-paper', '取走凭条 Take the slips', { do: 'takePaper' });
  toggle('network', state.networkUp ? '断开网络 Cut the network' : '恢复网络 Restore the network', {
    do: 'network',
    up: !state.networkUp,
  });
  showSlips(state.slips);
  showReceived(state.received);
}

function showSlips(slips: readonly number[]): void {
  byId('slips').replaceChildren(
    ...[...slips].reverse().map((slip) => {
      const picture = document.createElement('img');
      picture.src = `/slips/${slip}.png`;
      picture.alt = `凭条 Slip ${slip + 1}`;
      return picture;
    }),
  );
}

function showReceived(received: DockState['received']): void {
  const rows = [...received].reverse().map((one) => {
    const row = document.createElement('div');
    row.className = 'received';
    const number = document.createElement('b');
    number.textContent = one.localNumber;
    const details = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = `办件编号 Case ${one.caseNumber}`;
    const payload = document.createElement('pre');
    payload.textContent = one.payload;
    details.append(summary, payload);
    row.append(number, details);
    return row;
  });
  const none = document.createElement('p');
  none.className = 'empty';
  none.textContent = '平台还没有收到申请 The platform has received nothing yet';
  byId('received').replaceChildren(...(rows.length === 0 ? [none] : rows));
}

setInterval(() => void refresh(), pollMs);
void refresh();
