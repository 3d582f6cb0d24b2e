"""``regionplanner audit``: an independent look at a certificate."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from regionplanner.cli.choice_options import grouped
from regionplanner.cli.options import Quiet
from regionplanner.cli.progress import step
from regionplanner.cli.say import say
from regionplanner.cli.texts import figure_reader
from regionplanner.errors import Message, counted

if TYPE_CHECKING:
    from regionplanner.audit.whole import Report

EXIT_DOES_NOT_HOLD = 1


@grouped
def audit(
    certificate_file: Annotated[
        Path, typer.Argument(metavar="CERTIFICATE.JSON", help="Made with plan --certificate.")
    ],
    *,
    plan_file: Annotated[
        Path | None,
        typer.Option("--plan", metavar="PLAN.CSV", help="The plan that it should be of."),
    ] = None,
    max_units: Annotated[
        int,
        typer.Option(
            metavar="N",
            parser=figure_reader("--max-units", "whole", least=0),
            help="Recount every candidate region where there are at most so many municipalities.",
        ),
    ] = 20,
    quiet: Quiet = False,
) -> None:
    """Check the certificate of a plan, with plain recursion and without any solver.

    Exit code 0 when all that was checked holds, 1 when anything does not.
    """
    from regionplanner.audit.read import read_certificate, read_regions
    from regionplanner.audit.whole import audit as audited
    from regionplanner.files.safe_read import check_no_address

    for path in filter(None, (certificate_file, plan_file)):
        check_no_address(path)
    certificate = read_certificate(certificate_file)
    plan = None if plan_file is None else read_regions(plan_file)
    with step("checking the certificate"):
        report = audited(certificate, plan=plan, max_units=max_units)
    if not quiet:
        _report(report)
    for fault in report.faults:
        say(fault)
    if report.faults:
        n_faults = len(report.faults)
        say(
            Message(
                "{n_faults} thing does not hold in {certificate_file}."
                if n_faults == 1
                else "{n_faults} things do not hold in {certificate_file}.",
                n_faults=n_faults,
                certificate_file=certificate_file,
            ),
            err=True,
        )
        raise typer.Exit(EXIT_DOES_NOT_HOLD)
    if not quiet:
        value = certificate.objective * certificate.quantum
        say(
            Message(
                "Everything that was checked holds: {n_regions} regions, objective {value:,.3f}.",
                n_regions=sum(certificate.split.values()),
                value=value,
            )
        )


def _report(report: "Report") -> None:
    for code in report.recounted:
        say(Message("{code}: every candidate region recounted", code=code))
    for code, n_units in report.not_recounted.items():
        say(
            Message(
                "{code}: not recounted, {n_units}; its sums, divisions and columns checked",
                code=code,
                n_units=counted(n_units, "unit"),
            )
        )
    for text in report.unproven:
        say(text)
