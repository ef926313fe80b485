import type { Shape } from '../../infer/model.ts';

/** The shape of the values of an object that is used as a map: of any of its properties. */
export const mapValues = (shape: Shape): Shape | undefined => shape.properties.values().next().value;
