import { bounded, type Constant, isClosure, notConstant, numberOf, textOf, truthy } from './constant.ts';

const isPrimitive = (value: Constant) => typeof value !== 'object' || value === null;

function add(left: Constant, right: Constant): Constant {
  const isText = [left, right].some((value) => typeof value === 'string' || !isPrimitive(value));
  return isText ? bounded(textOf(left) + textOf(right)) : numberOf(left) + numberOf(right);
}

function strictlyEqual(left: Constant, right: Constant): boolean {
  if (!isPrimitive(left) || !isPrimitive(right)) throw notConstant;
  return left === right;
}

function less(left: Constant, right: Constant): boolean {
  return typeof left === 'string' && typeof right === 'string' ? left < right : numberOf(left) < numberOf(right);
}

const onNumbers: Readonly<Record<string, (left: number, right: number) => number>> = {
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '**': (left, right) => left ** right,
  '^': (left, right) => left ^ right,
  '|': (left, right) => left | right,
  '&': (left, right) => left & right,
  '<<': (left, right) => left << right,
  '>>': (left, right) => left >> right,
  '>>>': (left, right) => left >>> right,
};

export function binary(operator: string, left: Constant, right: Constant): Constant {
  if (operator === '+') return add(left, right);
  if (Object.hasOwn(onNumbers, operator)) return onNumbers[operator]?.(numberOf(left), numberOf(right));
  switch (operator) {
    case '===':
    case '==':
      return strictlyEqual(left, right);
    case '!==':
    case '!=':
      return !strictlyEqual(left, right);
    case '<':
      return less(left, right);
    case '>':
      return less(right, left);
    case '<=':
      return !less(right, left);
    case '>=':
      return !less(left, right);
    default:
      throw notConstant;
  }
}

export function unary(operator: string, value: Constant): Constant {
  switch (operator) {
    case '!':
      return !truthy(value);
    case '+':
      return numberOf(value);
    case '-':
      return -numberOf(value);
    case '~':
      return ~numberOf(value);
    case 'typeof':
      if (value !== null && typeof value === 'object') return isClosure(value) ? 'function' : 'object';
      return value === null ? 'object' : typeof value;
    case 'void':
      return undefined;
    default:
      throw notConstant;
  }
}
