/** Thrown by the arithmetic of this folder; a caller that checks its input never sees it. */
export class ArithmeticError extends Error {
  readonly code: "DivisionByZero" | "NegativeOperand";

  constructor(code: ArithmeticError["code"], context: string) {
    super(`${code}: ${context}`);
    this.name = "ArithmeticError";
    this.code = code;
  }
}

/** ⌊a·b / d⌋ for a, b ≥ 0 and d > 0. Negative operands are refused: truncation would not be a floor. */
export function mulDivDown(a: bigint, b: bigint, d: bigint): bigint {
  requireOperands(a, b, d);
  return (a * b) / d;
}

/** ⌈a·b / d⌉ for a, b ≥ 0 and d > 0. */
export function mulDivUp(a: bigint, b: bigint, d: bigint): bigint {
  requireOperands(a, b, d);
  return (a * b + d - 1n) / d;
}

export function minOf(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function maxOf(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function requireOperands(a: bigint, b: bigint, d: bigint): void {
  if (d <= 0n) throw new ArithmeticError("DivisionByZero", `divisor ${d} must be positive`);
  if (a < 0n || b < 0n) throw new ArithmeticError("NegativeOperand", `${a} · ${b} must not be negative`);
}
