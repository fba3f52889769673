/**
 * The words of the receipt. They promise nothing that is not so: 收件 is not 受理 (行政许可法, article 32), and
 * kept here is not delivered.
 */
import type { DeliveryState } from '../../contract/application.ts';
import type { Language } from '../../contract/calls.ts';
import type { Material, TimeLimit } from '../../contract/service-item.ts';

export interface ReceiptWords {
  readonly title: string;
  readonly notAcceptance: string;
  copy(count: number): string;
  readonly sameNumber: string;
  localNumber(kiosk: string): string;
  readonly item: string;
  readonly department: string;
  readonly applicant: string;
  readonly typedNumber: string;
  readonly keptAt: string;
  /** @param local YYYY-MM-DDTHH:mm…; any other text is given back as it is */
  time(local: string): string;
  readonly clockNotTrusted: string;
  readonly state: string;
  readonly delivery: Readonly<Record<DeliveryState, string>>;
  readonly caseNumber: string;
  readonly reviewedFrom: string;
  readonly promised: string;
  limit(limit: TimeLimit): string;
  readonly bring: string;
  pieces(material: Pick<Material, 'originals' | 'copies' | 'required'>): string;
  readonly place: string;
  readonly showThis: string;
  readonly hallPhone: string;
  readonly hotline: string;
  kept(recordsUntil: string | undefined): string;
  readonly substituted: string;
}

const zh: ReceiptWords = {
  title: '收件凭条',
  notAcceptance: '这是收件凭条，不是受理通知',
  copy: (count) => `补打 ${count}`,
  sameNumber: '与原凭条同一编号，不是另一次申请',
  localNumber: (kiosk) => `收件号（自助终端 ${kiosk}）`,
  item: '事项',
  department: '办理部门',
  applicant: '申请人',
  typedNumber: '证件号码为手工输入，待核验',
  keptAt: '收件时间',
  time: (local) =>
    formatTime(local, ({ year, month, day, weekday, time }) => {
      return `${year}年${month}月${day}日 周${'日一二三四五六'.charAt(weekday)} ${time}`;
    }),
  clockNotTrusted: '本机时钟未与平台核对',
  state: '当前状态',
  delivery: {
    queued: '已存入本机，等待上传，尚未送达平台',
    acknowledged: '平台已收到（收到不等于受理）',
    parked: '已存入本机，平台未接收，由工作人员处理',
  },
  caseNumber: '办件编号',
  reviewedFrom: '最早审核',
  promised: '承诺时限',
  limit: ({ days, unit }) =>
    days === 0 ? '受理后即时办结' : `受理后 ${days} 个${unit === 'workingDays' ? '工作日' : '自然日'}`,
  bring: '请带到窗口的材料',
  pieces: ({ originals, copies, required }) =>
    [
      ...(required ? [] : ['非必须']),
      ...(originals > 0 ? [`原件 ${originals}`] : []),
      ...(copies > 0 ? [`复印件 ${copies}`] : []),
    ].join('，'),
  place: '交件地点',
  showThis: '查询或到窗口办理时，出示此码或报收件号。',
  hallPhone: '大厅电话',
  hotline: '政务热线',
  kept: (recordsUntil) =>
    `本机所存的申请内容已加密，平台确认收到后即删除。${
      recordsUntil === undefined ? '' : `编号、事项和时间（不含个人信息）保留至 ${recordsUntil}。`
    }`,
  substituted: '方框内为本机字库没有的字，已按原码保存；以证件为准。',
};

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const en: ReceiptWords = {
  title: 'Receipt 收件凭条',
  notAcceptance: 'Receipt of papers. This is not an acceptance notice.',
  copy: (count) => `Copy ${count} 补打`,
  sameNumber: 'Same number as the first receipt: not another application',
  localNumber: (kiosk) => `Receipt number 收件号 (terminal ${kiosk})`,
  item: 'Matter',
  department: 'Office',
  applicant: 'Applicant',
  typedNumber: 'Document number typed by hand, to be checked',
  keptAt: 'Received',
  time: (local) =>
    formatTime(local, ({ year, month, day, weekday, time }) => {
      return `${weekdayNames[weekday]} ${day} ${monthNames[month - 1]} ${year}, ${time}`;
    }),
  clockNotTrusted: 'Clock of this terminal not checked against the platform',
  state: 'State',
  delivery: {
    queued: 'Kept on this terminal, waiting to be sent; not with the platform yet',
    acknowledged: 'The platform has it; this is not yet acceptance',
    parked: 'Kept on this terminal; the platform did not take it, staff will deal with it',
  },
  caseNumber: 'Case number',
  reviewedFrom: 'Review from',
  promised: 'Time limit',
  limit: ({ days, unit }) => {
    if (days === 0) return 'Done at once after acceptance';
    return `${days} ${unit === 'workingDays' ? 'working' : 'calendar'} ${days === 1 ? 'day' : 'days'} after acceptance`;
  },
  bring: 'Bring to the window',
  pieces: ({ originals, copies, required }) =>
    [
      ...(required ? [] : ['optional']),
      ...(originals > 0 ? [`${originals} ${originals === 1 ? 'original' : 'originals'} 原件`] : []),
      ...(copies > 0 ? [`${copies} ${copies === 1 ? 'copy' : 'copies'} 复印件`] : []),
    ].join(', '),
  place: 'Hand in at',
  showThis: 'To ask about this matter, show this code or say the number.',
  hallPhone: 'Hall',
  hotline: 'Hotline',
  kept: (recordsUntil) =>
    `What this terminal holds of your application is encrypted and is deleted when the platform confirms that it has it.${
      recordsUntil === undefined ? '' : ` Number, matter and time (nothing personal) are kept until ${recordsUntil}.`
    }`,
  substituted:
    'A box stands for a character that this terminal cannot print; it is kept as its exact code. Your document decides.',
};

export const receiptWords: Readonly<Record<Language, ReceiptWords>> = { 'zh-CN': zh, en };

interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly time: string;
}

function formatTime(local: string, format: (time: LocalTime) => string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(local);
  if (match === null) return local;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return format({ year, month, day, weekday, time: match[4] ?? '' });
}
