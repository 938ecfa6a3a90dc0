function runFormula(formula, variables) {
  const names = Object.keys(variables);
  const compiled = new Function(...names, `return ${formula};`);
  return compiled(...names.map((name) => variables[name]));
}
