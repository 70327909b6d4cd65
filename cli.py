"""The door: which commands there are, in the order of the help text."""

from __future__ import annotations

import typer

from sim.commands import (
    ask,
    backtest,
    calibrate,
    compare,
    door,
    explore,
    fit,
    init,
    report,
    results,
    rules,
    run,
    sensitivity,
    validate,
)

app = typer.Typer(
    cls=door.Door,
    name="sim",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.callback()(door.before)
for command in (
    run.run,
    compare.compare,
    explore.sweep,
    report.report,
    results.explain,
    results.diff,
    results.rerun,
    validate.validate,
    backtest.backtest,
    init.init,
    fit.fit,
    calibrate.calibrate,
    ask.check,
    ask.plan,
    ask.levers,
    ask.indicators,
    explore.journey,
    sensitivity.sensitivity,
    explore.assumptions,
    ask.schema,
):
    app.command(cls=door.Command)(command)
app.command("list", cls=door.Command)(results.list_results)

rules_app = typer.Typer(cls=door.Group, no_args_is_help=True, rich_markup_mode=None)
rules_app.callback()(door.before)
rules_app.command("list", cls=door.Command)(rules.list_rules)
rules_app.command("show", cls=door.Command)(rules.show)
rules_app.command("coverage", cls=door.Command)(rules.coverage)
app.add_typer(rules_app, name="rules")

if __name__ == "__main__":
    app()
