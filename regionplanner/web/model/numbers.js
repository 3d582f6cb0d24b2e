// Numbers as Python rounds them.

/**
 * To the nearest whole number, and of two to the even one.
 * @param {number} value
 */
export const rint = (value) => {
  const up = Math.round(value);
  return up - value === 0.5 && up % 2 !== 0 ? up - 1 : up;
};

/**
 * Costs are whole numbers of 1e-6, so that equals are equals, in whatever order they are added.
 * @param {number} value
 */
export const quanta = (value) => rint(value * (1 / 1e-6));

/**
 * To millionths; a smaller one to as many digits, as in score/scorecard.py.
 * @param {number} value
 */
export const millionths = (value) =>
  Math.abs(value) >= 1 ? rint(value * 1e6) / 1e6 : Number(value.toPrecision(6));

/** @param {number[]} values */
export const sum = (values) => values.reduce((total, value) => total + value, 0);
