// A witness on the network, such as another Casewright, as C2SP's tlog-witness has it: `POST <address>/add-checkpoint` with
// the size it has seen, the proof from there and the checkpoint; it answers with its signature over both and the time.
import { cosignedAt, readCheckpoint } from '../merkle/checkpoint.ts';
import type { NoteVerifier } from '../merkle/signed-note.ts';
import { WitnessRefused, type Delivery, type Witness } from './witness.ts';

const PATIENCE_MS = 10_000;
const ANSWER_CHARS = 4_000;

/** @param address without its last part, e.g. `https://other.example/api/v1/witness` */
export function remoteWitness(address: string, key: NoteVerifier): Witness {
  return {
    name: key.name,
    accept: async (delivery) => {
      const first = await ask(address, delivery, delivery.lastSeen);
      // It has seen another size than we know of: its answer was lost, or ours was; the second time it is as it says.
      const seen = first.status === 409 && /^\d{1,15}\n?$/.test(first.text) ? Number(first.text) : null;
      const answer = seen === null || seen > delivery.checkpoint.size ? first : await ask(address, delivery, seen);
      if ([403, 409, 422].includes(answer.status))
        throw new WitnessRefused(`The witness ${key.name} refuses the checkpoint (${answer.status}).`);
      if (answer.status !== 200) throw new Error(`The witness ${key.name} answered ${answer.status}.`);
      const signed = readCheckpoint(`${delivery.checkpoint.note}${answer.text}`);
      if (signed === null || cosignedAt(signed.note, key) === null)
        throw new WitnessRefused(`The answer of the witness ${key.name} does not carry its signature.`);
      return answer.text;
    },
  };
}

async function ask(
  address: string,
  { checkpoint, proofFrom }: Delivery,
  old: number,
): Promise<{ readonly status: number; readonly text: string }> {
  const proof = old === 0 || old === checkpoint.size ? [] : await proofFrom(old);
  const answer = await fetch(`${address.replace(/\/$/, '')}/add-checkpoint`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', checkpoint.note].join('\n'),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: answer.status, text: (await answer.text()).slice(0, ANSWER_CHARS) };
}
