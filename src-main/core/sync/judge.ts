/** What a failed delivery means for its row. Pure. */
import { assertNever } from '../../contract/result.ts';
import type { PlatformFault } from '../../platform/client.ts';

/**
 * `park` only when the platform refused this very application: trying again cannot help and staff must look.
 * `enrol` when it does not know this terminal. All else is `retry`: the platform is away, ill, or not the platform.
 */
export function judge(fault: PlatformFault): 'retry' | 'park' | 'enrol' {
  switch (fault.kind) {
    case 'unreachable':
    case 'notThePlatform':
    case 'wrongAcknowledgement':
    case 'busy':
      return 'retry';
    case 'refused':
      return judgeRefusal(fault);
    default:
      return assertNever(fault);
  }
}

function judgeRefusal(fault: PlatformFault & { kind: 'refused' }): 'retry' | 'park' | 'enrol' {
  if (fault.code === 'terminalUnknown') return 'enrol';
  return fault.concerns === 'application' ? 'park' : 'retry';
}
