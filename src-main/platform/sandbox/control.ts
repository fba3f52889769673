/** Steers a running sandbox and shows what it received: for the bench, for acceptance, for whoever wonders. Never for a network: it has no password, and listens on loopback alone. */
import { type FastifyInstance, fastify } from 'fastify';
import { Behaviour } from './behaviour.ts';
import type { ReceivedApplication, Sandbox } from './sandbox.ts';

type Steered = Pick<Sandbox, 'url' | 'received' | 'behave' | 'behaviour' | 'stats'>;

export function controlRoutes(sandbox: Steered): FastifyInstance {
  const app = fastify();
  // A page on the web can make a browser send here under a name of its own that points to loopback.
  app.addHook('onRequest', (request, reply, done) => {
    if (/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return done();
    return void reply.code(403).send();
  });
  app.get('/sandbox/received', () => sandbox.received());
  app.get('/sandbox/state', () => ({ url: sandbox.url, behaviour: sandbox.behaviour(), stats: sandbox.stats() }));
  app.post('/sandbox/behaviour', async (request, reply) => {
    const behaviour = Behaviour.safeParse(request.body);
    if (!behaviour.success) return reply.code(400).send({ error: 'badBehaviour' });
    await sandbox.behave(behaviour.data);
    return { behaviour: sandbox.behaviour() };
  });
  app.get('/', async (_request, reply) => {
    const page = pageOf(await sandbox.received(), sandbox);
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page);
  });
  return app;
}

const style = `
  body { font: 16px/1.5 system-ui, 'Noto Sans SC', sans-serif; margin: 2rem; color: #1b2733 }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #d5dde5 }
  code { font-size: .85em; overflow-wrap: anywhere }
`;

function pageOf(received: readonly ReceivedApplication[], sandbox: Steered): string {
  const rows = received.map(rowOf).toReversed().join('');
  const { submissions, stored, repeated } = sandbox.stats();
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="refresh" content="5">
<title>平台沙箱</title>
<style>${style}</style>
<h1>平台沙箱 <small>Platform sandbox</small></h1>
<p>${escaped(sandbox.url)} · ${escaped(JSON.stringify(sandbox.behaviour()))}</p>
<p>已收件 ${received.length} · 本次启动 since start: ${submissions} POST, ${stored} stored, ${repeated} repeated</p>
<table>
<tr><th>办件编号 case<th>本机编号 local number<th>事项 item<th>申请人 applicant<th>填写内容 answers<th>留存 kept<th>收件 received</tr>
${rows}
</table>
</html>
`;
}

function rowOf({ caseNumber, receivedAt, payload }: ReceivedApplication): string {
  const { localNumber, item, applicant, answers, keptAt } = payload;
  const answered = Object.entries(answers).map(([name, value]) => `${name}: ${value}`);
  const cells = [
    caseNumber,
    localNumber,
    item.id,
    `${applicant.name} ${applicant.number}`,
    answered.join('\n'),
    keptAt,
  ];
  return `<tr>${[...cells, receivedAt].map((cell) => `<td><code>${escaped(cell)}</code>`).join('')}</tr>`;
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '<br>' };
  return text.replace(/[&<>"\n]/g, (character) => entities[character] ?? character);
}
