"""A command that the practice program imports when it is used."""

import click

from scorer.cli.command import Command


@click.command(cls=Command)
def demo() -> None:
    """演示。"""
    click.echo("导入了")
