import type { Shape } from '../../infer/model.ts';

/** A shape with what is known of it; the rest is open. */
export const plainShape = (known: Partial<Shape> & Pick<Shape, 'pointer'>): Shape => ({
  name: undefined,
  type: undefined,
  nullable: false,
  format: undefined,
  description: undefined,
  enum: undefined,
  example: undefined,
  default: undefined,
  properties: new Map(),
  required: new Set(),
  items: undefined,
  ...known,
});
