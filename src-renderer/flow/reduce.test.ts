import { describe, expect, test } from 'vitest';
import { err, ok } from '../../src-main/contract/result.ts';
import {
  asked,
  atAttract,
  atFirstQuestion,
  atHome,
  atKeeping,
  atReader,
  atSignature,
  fill,
  id,
  identify,
  otherId,
  placeOf,
} from './beginnings.fixture.ts';
import { kept, shop, stranger } from './journey.fixture.ts';

describe('the way in', () => {
  test('the first touch opens a session and shows home at once', () => {
    const play = atAttract();
    play.give({ kind: 'begin', language: 'en' });
    expect(placeOf(play).at).toBe('home');
    expect(play.open().at(-2)?.question).toEqual({ name: 'session.begin', params: { language: 'en' } });
  });

  test('a full disk is told, and nobody is kept waiting before it', () => {
    const play = atAttract();
    play.give({ kind: 'begin', language: 'zh-CN' });
    play.answer('session.begin', err('storageFull'));
    expect(placeOf(play)).toMatchObject({ at: 'closed', because: 'storageFull' });
    play.wait(21);
    expect(placeOf(play).at).toBe('attract');
  });

  test('a matter for the window has a guide, but no start', () => {
    const play = atHome();
    play.give({ kind: 'item', itemId: 'window' });
    play.answer('catalogue.item', ok({ ...shop, summary: { ...shop.summary, verdict: { kind: 'windowOnly' } } }));
    play.give({ kind: 'start' });
    expect(placeOf(play).at).toBe('guide');
  });

  test('the guide of a matter that was left is not shown when it comes late', () => {
    const play = atHome();
    play.give({ kind: 'item', itemId: 'shop' }, { kind: 'back' });
    play.answer('catalogue.item', ok(shop));
    expect(placeOf(play).at).toBe('home');
  });
});

describe('who stands there', () => {
  test('no card is read before the consent is known to the core', () => {
    const play = atHome();
    play.give({ kind: 'item', itemId: 'shop' });
    play.answer('catalogue.item', ok(shop));
    play.give({ kind: 'start' });
    expect(asked(play, 'session.consent') + asked(play, 'identify.byCard')).toBe(0);
    play.give({ kind: 'agree' });
    expect(asked(play, 'identify.byCard')).toBe(0);
    play.answer('session.consent', ok({}));
    expect(asked(play, 'identify.byCard')).toBe(1);
  });

  test('an expired card is refused, and a typed number does not get around it', () => {
    const play = atReader();
    const refused = { state: 'refused', fault: 'cardExpired', triesLeft: 0 } as const;
    play.give({ kind: 'event', name: 'identify.changed', payload: refused });
    play.give({ kind: 'byNumber' });
    expect(placeOf(play)).toMatchObject({ step: { how: 'card', phase: { is: 'refused', fault: 'cardExpired' } } });
    play.give({ kind: 'back' }, { kind: 'agree' }, { kind: 'byNumber' });
    expect(placeOf(play)).toMatchObject({ step: { how: 'card' } });
  });

  test('without a card the typed number is taken, with the core to judge it', () => {
    const play = atReader();
    play.give({ kind: 'byNumber' });
    play.give({ kind: 'typed', field: 'name', edit: { put: ' 测试甲 ' } });
    play.give({ kind: 'typed', field: 'number', edit: { add: '119999 19000101001x' } }, { kind: 'submitNumber' });
    expect(play.open().at(-1)?.question.params).toEqual({ name: '测试甲', number: '11999919000101001X' });
    play.answer('identify.byNumber', err('numberCheckWrong'));
    expect(placeOf(play)).toMatchObject({ step: { field: 'number', trouble: 'numberCheckWrong' } });
  });

  test('a reader that says nothing is given up in bounded time', () => {
    const play = atReader();
    play.wait(76);
    expect(placeOf(play)).toMatchObject({ step: { phase: { is: 'timedOut' } } });
  });
});

describe('the form', () => {
  test('what the card knows is filled in, and shown', () => {
    expect(placeOf(atFirstQuestion())).toMatchObject({ at: 'question', field: 'owner', entry: '测试甲' });
  });

  test('a wrong answer stays on its page with its message, and going back loses nothing', () => {
    const play = atFirstQuestion();
    play.give({ kind: 'next' });
    play.give({ kind: 'entry', edit: { put: '店' } }, { kind: 'next' });
    expect(placeOf(play)).toMatchObject({ field: 'name', message: { message: 'tooShort', limit: 2 } });
    play.give({ kind: 'back' }, { kind: 'next' });
    expect(placeOf(play)).toMatchObject({ field: 'name', entry: '店' });
  });

  test('a change that makes a page needless takes its answer out of what is handed in', () => {
    const play = atFirstQuestion();
    fill(play);
    play.give({ kind: 'change', field: 'sellsFood' });
    play.give({ kind: 'entry', edit: { put: 'false' } }, { kind: 'next' }, { kind: 'sign' });
    expect(play.open().at(-1)?.question).toMatchObject({
      name: 'application.check',
      params: { answers: { owner: '测试甲', name: '竹溪人家', sellsFood: false } },
    });
    expect(placeOf(play).at).toBe('review');
  });

  test('a change that asks for more leads to the new page, then back to the review', () => {
    const play = atFirstQuestion();
    fill(play);
    play.give({ kind: 'change', field: 'food' }, { kind: 'entry', edit: { put: '' } }, { kind: 'back' });
    play.give({ kind: 'change', field: 'sellsFood' }, { kind: 'next' });
    expect(placeOf(play)).toMatchObject({ field: 'food', editing: true });
    play.give({ kind: 'entry', edit: { put: '面包' } }, { kind: 'next' });
    expect(placeOf(play).at).toBe('review');
  });
});

describe('keeping', () => {
  test('a double touch confirms once', () => {
    const play = atSignature();
    play.give({ kind: 'confirm', confirmationId: id }, { kind: 'confirm', confirmationId: otherId });
    play.give({ kind: 'hashed', confirmationId: id, sha256: 'a'.repeat(64) });
    play.give({ kind: 'hashed', confirmationId: id, sha256: 'a'.repeat(64) });
    expect(asked(play, 'application.confirm')).toBe(1);
    expect(play.open().at(-1)?.question.params).toMatchObject({ confirmationId: id });
  });

  test('nothing is called kept before the core said so', () => {
    const play = atKeeping();
    play.wait(29);
    expect(placeOf(play)).toMatchObject({ at: 'keeping', step: 'confirming' });
    play.answer('application.confirm', ok(kept));
    expect(placeOf(play)).toMatchObject({ at: 'kept', recovered: false });
  });

  test('an answer that does not come is asked for; while the core is still at it, "not kept" is not believed', () => {
    const play = atKeeping();
    play.wait(31);
    play.answer('application.outcome', ok({ kept: false }));
    expect(placeOf(play)).toMatchObject({ at: 'keeping', step: 'unknown' });
    play.give({ kind: 'askAgain' });
    play.answer('application.confirm', ok(kept));
    expect(placeOf(play).at).toBe('kept');
  });

  test('not written: said, with everything still there, and the next try has an id of its own', () => {
    const play = atKeeping();
    play.answer('application.confirm', err('notKept'));
    expect(placeOf(play)).toMatchObject({ at: 'signature', trouble: 'notKept', strokes: [[[0.1, 0.2]]] });
    play.give({ kind: 'confirm', confirmationId: otherId });
    expect(placeOf(play)).toMatchObject({ at: 'keeping', confirmationId: otherId });
  });

  test('a form that was replaced meanwhile is reviewed again with its answers', () => {
    const play = atKeeping();
    play.answer('application.confirm', err('formChanged'));
    play.answer('catalogue.item', ok({ ...shop, form: { ...must(shop.form), version: 2 } }));
    expect(placeOf(play)).toMatchObject({ at: 'review', notice: 'formChanged', matter: { form: { version: 2 } } });
  });
});

describe('the core goes away', () => {
  test('in the middle of a question: the answers stay, a new session opens, the citizen identifies again', () => {
    const play = atFirstQuestion();
    play.give({ kind: 'next' }, { kind: 'entry', edit: { put: '竹溪' } });
    play.give({ kind: 'link', link: 'down' });
    expect(placeOf(play)).toMatchObject({ at: 'identify', notice: 'sessionLost' });
    play.give({ kind: 'link', link: 'up' });
    play.answer('session.begin', ok({ sessionId: otherId }));
    play.answer('session.consent', ok({}));
    play.answer('identify.byCard', ok({}));
    identify(play);
    expect(placeOf(play)).toMatchObject({ at: 'question', field: 'name', entry: '竹溪' });
  });

  test('and somebody else puts a card: nothing of the first is shown', () => {
    const play = atFirstQuestion();
    play.give({ kind: 'next' }, { kind: 'entry', edit: { put: '竹溪' } });
    play.give({ kind: 'link', link: 'down' }, { kind: 'link', link: 'up' });
    play.answer('session.begin', ok({ sessionId: otherId }));
    play.answer('session.consent', ok({}));
    identify(play, stranger);
    expect(placeOf(play)).toMatchObject({ at: 'question', field: 'owner', entry: '测试乙' });
    expect(JSON.stringify(play.state())).not.toMatch(/测试甲|"竹溪"/);
  });

  test('while keeping, and it was kept: the kept page, looked up from then on', () => {
    const play = atKeeping();
    play.give({ kind: 'link', link: 'down' }, { kind: 'link', link: 'up' });
    play.answer('application.outcome', ok({ kept: true, application: kept }));
    expect(placeOf(play)).toMatchObject({ at: 'kept', recovered: true });
    play.wait(4);
    play.answer('application.outcome', ok({ kept: true, application: { ...kept, print: 'unknown' } }));
    expect(placeOf(play)).toMatchObject({ application: { print: 'unknown' } });
  });

  test('while keeping, and it was not: said so, identify again, then review', () => {
    const play = atKeeping();
    play.give({ kind: 'link', link: 'down' }, { kind: 'link', link: 'up' });
    play.answer('application.outcome', ok({ kept: false }));
    expect(placeOf(play)).toMatchObject({ at: 'identify', notice: 'notKept' });
    play.answer('session.begin', ok({ sessionId: otherId }));
    play.answer('session.consent', ok({}));
    identify(play);
    expect(placeOf(play).at).toBe('review');
  });

  test('a core that knows no session of ours is taken for one that was restarted', () => {
    const play = atFirstQuestion();
    fill(play);
    play.give({ kind: 'sign' });
    play.answer('application.check', err('noSession'));
    expect(placeOf(play)).toMatchObject({ at: 'identify', notice: 'sessionLost', resume: { to: 'review' } });
    expect(play.state().session).toBe('beginning');
  });
});

describe('time', () => {
  test('sixty seconds without a touch warn, thirty more wipe; a touch in between goes on', () => {
    const play = atFirstQuestion();
    play.wait(59);
    expect(play.state().warning).toBeUndefined();
    play.wait(2);
    expect(play.state().warning).toBe(29);
    play.give({ kind: 'touch' });
    expect(play.state().warning).toBeUndefined();
    play.wait(91);
    expect(placeOf(play)).toMatchObject({ at: 'goodbye', reason: 'idle' });
    expect(JSON.stringify(play.state())).not.toContain('测试甲');
    play.wait(9);
    expect(placeOf(play).at).toBe('attract');
    expect(play.open().at(-1)?.question).toEqual({ name: 'session.end', params: { reason: 'idle' } });
  });

  test('nobody is warned while their paper is printed, for a minute at most', () => {
    const play = atKeeping();
    play.answer('application.confirm', ok(kept));
    play.wait(59);
    expect(play.state().warning).toBeUndefined();
    play.wait(62);
    expect(play.state().warning).toBeDefined();
  });

  test('when the core cannot be told of the end, the window closes, and with it what it knew', () => {
    const play = atFirstQuestion();
    play.give({ kind: 'end' });
    play.give({ kind: 'leave' });
    play.answer('session.end', err('coreAway'));
    expect(play.effects().at(-1)).toEqual({ kind: 'closeWindow' });
  });
});

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the fixture has it');
  return value;
}
