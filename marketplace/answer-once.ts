import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../shared/result.ts';
import type { Step } from './database/index.ts';
import { type Refusal, sendRefusal } from './errors.ts';
import { claimAnswer } from './idempotency.ts';
import type { Market } from './market.ts';

/** Keeps the answer, in the transaction of the effect (FC-21). */
export type Finish = (step: Step, body: object) => Promise<void>;

/**
 * Does the work of a POST, or gives the answer of the first one with the same Idempotency-Key (FC-20…23). `work` calls
 * `finish` in the transaction of its effect; what it refuses is not kept, so that the same key may try again.
 */
export async function answerOnce(
  market: Market,
  request: FastifyRequest,
  reply: FastifyReply,
  status: 200 | 201,
  work: (finish: Finish) => Promise<Result<object, Refusal>>,
): Promise<void> {
  const claim = await claimAnswer(market, request);
  if (claim.kind === 'refused') {
    sendRefusal(request, reply, claim.refusal);
    return;
  }
  if (claim.kind === 'again') {
    reply.header('x-request-id', claim.requestId).code(200).send(claim.body);
    return;
  }
  let isDone = false;
  try {
    const done = await work(claim.finish);
    isDone = done.ok;
    if (done.ok) reply.code(status).send(done.value);
    else {
      // Whoever reads the refusal may try again at once.
      await claim.release();
      sendRefusal(request, reply, done.error);
    }
  } finally {
    if (!isDone) await claim.release();
  }
}
