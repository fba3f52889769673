/** How far a citizen has come when a story begins. */
import { ok } from '../../src-main/contract/result.ts';
import { overview, type Play, person, shop, startPlay, terminal } from './journey.fixture.ts';

export const id = 'b0c1d2e3-0000-4000-8000-000000000001';
export const otherId = 'b0c1d2e3-0000-4000-8000-000000000002';

export function atAttract(): Play {
  const play = startPlay();
  play.give({ kind: 'link', link: 'up' });
  play.answer('terminal.view', ok(terminal));
  play.answer('catalogue.overview', ok(overview));
  return play;
}

export function atHome(): Play {
  const play = atAttract();
  play.give({ kind: 'begin', language: 'zh-CN' });
  play.answer('session.begin', ok({ sessionId: id }));
  return play;
}

export function atReader(): Play {
  const play = atHome();
  play.give({ kind: 'item', itemId: 'shop' });
  play.answer('catalogue.item', ok(shop));
  play.give({ kind: 'start' }, { kind: 'agree' });
  play.answer('session.consent', ok({}));
  play.answer('identify.byCard', ok({}));
  return play;
}

export function atFirstQuestion(): Play {
  const play = atReader();
  identify(play);
  return play;
}

export function identify(play: Play, who = person): void {
  play.give({ kind: 'event', name: 'identify.changed', payload: { state: 'identified', person: who } });
  play.give({ kind: 'itIsMe' });
}

export function fill(play: Play): void {
  play.give({ kind: 'next' });
  play.give({ kind: 'entry', edit: { put: '竹溪人家' } }, { kind: 'next' });
  play.give({ kind: 'entry', edit: { put: 'true' } }, { kind: 'next' });
  play.give({ kind: 'entry', edit: { put: '糕点' } }, { kind: 'next' });
}

export function atSignature(): Play {
  const play = atFirstQuestion();
  fill(play);
  play.give({ kind: 'sign' });
  play.answer('application.check', ok({ messages: [] }));
  play.give({ kind: 'strokes', strokes: [[[0.1, 0.2]]] });
  return play;
}

export function atKeeping(): Play {
  const play = atSignature();
  play.give({ kind: 'confirm', confirmationId: id });
  play.give({ kind: 'hashed', confirmationId: id, sha256: 'a'.repeat(64) });
  return play;
}

export const placeOf = (play: Play) => play.state().place;
export const asked = (play: Play, name: string) =>
  play.effects().filter((effect) => effect.kind === 'call' && effect.question.name === name).length;
