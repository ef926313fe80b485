import { z } from 'zod';
import { publicationSchema, stageSchema } from '../../shared/contract/publication.ts';
import { installConfig } from '../../shared/contract/tenants.ts';

/** A stage as it is written down: what is sent, but for secrets, which are in the vault until they were sent. */
export const storedStageSchema = stageSchema.extend({
  /** The same for every try: a marketplace does it once (FC-21). */
  idempotencyKey: z.string(),
  /** Of an installation; null where the credentials are in the vault under `secretKeyOf`. */
  config: installConfig,
  /** Whether credentials are in the vault. */
  hasSecrets: z.boolean(),
  /** Of `capabilities`: what the instance must be able to do. */
  expected: z.array(z.string()),
  /** When it was sent first, RFC 3339; null before. */
  sentAt: z.string().nullable(),
  /** How often a person had it tried again. */
  round: z.number().int(),
});
export type StoredStage = z.infer<typeof storedStageSchema>;

/** A publication as it is written down. */
export const storedPublicationSchema = publicationSchema.extend({
  stages: z.array(storedStageSchema),
  /** False until its secrets are in the vault: nothing of it is sent. */
  ready: z.boolean(),
  /** Revision that was packed; null where nothing is published. */
  revision: z.number().int().nullable(),
  /** A person gave it up while a stage was under way. */
  givenUp: z.boolean(),
});
export type StoredPublication = z.infer<typeof storedPublicationSchema>;

/** Key of the vault for the credentials of a stage. */
export const secretKeyOf = (publication: string, stage: number): string => `publication/${publication}/${stage}`;

/** Whether nothing more comes of it by itself. */
export const isOver = ({ state }: Pick<StoredPublication, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';
