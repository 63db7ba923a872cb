"""`cchc completion`: the script that lets a shell complete commands, units, indices, tables and figures.

Belongs here: the script of each shell. Does not belong here: what is offered (`cchc.completing`).
"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from cchc.errors import CchcError

_VARIABLE = "_CCHC_COMPLETE"
_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  eval "$(cchc completion bash)"    in ~/.bashrc
    zsh:   eval "$(cchc completion zsh)"    in ~/.zshrc, after compinit
    fish:  cchc completion fish > ~/.config/fish/completions/cchc.fish
    """
    script = get_completion_class(shell)
    if script is None:
        raise CchcError(f"There is no completion for {shell}; there is for {', '.join(_SHELLS)}.")
    # Not source(): that starts a shell to look at its version, and what is printed must not depend on this machine.
    cli = ctx.find_root().command
    completer = script(cli, {}, "cchc", _VARIABLE)
    click.echo(completer.source_template % completer.source_vars())
