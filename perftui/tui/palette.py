"""The command palette, over the table of actions."""

from textual.command import DiscoveryHit, Hit, Hits, Provider

from perftui.actions.keys import key_label
from perftui.actions.table import Action, actions_of


class ActionCommands(Provider):
    """The actions of the screen at hand, found by name, description or key."""

    async def discover(self) -> Hits:
        """List every action before anything is typed."""
        for action in self._actions():
            yield DiscoveryHit(_display(action), self._run(action), help=action.does)

    async def search(self, query: str) -> Hits:
        """Find actions by what is typed."""
        matcher = self.matcher(query)
        for action in self._actions():
            score = max(matcher.match(_display(action)), matcher.match(action.does))
            if score > 0:
                yield Hit(score, _display(action), self._run(action), help=action.does)

    def _actions(self) -> tuple[Action, ...]:
        places = getattr(self.screen, "PLACES", ())
        return actions_of(*places, "app")

    def _run(self, action: Action):  # type: ignore[no-untyped-def]
        async def run() -> None:
            focused = self.focused
            target = focused if action.where == "grid" and focused else self.screen
            namespace = self.app if action.where == "app" else target
            await self.app.run_action(action.id, default_namespace=namespace)

        return run


def _display(action: Action) -> str:
    return f"{action.name}  {key_label(action.key)}"
