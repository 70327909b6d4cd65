"""The door: which commands there are, in the order of the help text."""

from __future__ import annotations

import typer

from sim.commands import ask, compare, explore, report, results, rules, run, two_lists, validate

app = typer.Typer(
    cls=two_lists.FirstThenMore,
    name="sim",
    help="Tiered care and hospital-payment reform in a Chinese prefecture: what would a scenario change?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    run.run,
    compare.compare,
    explore.sweep,
    report.report,
    results.explain,
    results.diff,
    results.rerun,
    validate.validate,
    ask.check,
    ask.plan,
    ask.levers,
    explore.journey,
    explore.assumptions,
    ask.schema,
):
    app.command()(command)
app.command("list")(results.list_results)

rules_app = typer.Typer(
    help="What became of each clause: rules, parameters, targets.", no_args_is_help=True, rich_markup_mode=None
)
rules_app.command("list")(rules.list_rules)
rules_app.command("show")(rules.show)
rules_app.command("coverage")(rules.coverage)
app.add_typer(rules_app, name="rules")

if __name__ == "__main__":
    app()
