"""An event loop without a selector: there is nothing to select on, only callbacks and time."""

import asyncio
import time


class _Clockwork:
    """Takes the place of a selector: waits, and never has an event."""

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("The code waits for something that can never happen: nothing is left to run.")
        if timeout > 0:
            time.sleep(timeout)
        return []

    def close(self):
        pass


class _Loop(asyncio.base_events.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self._selector = _Clockwork()

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class _Policy(asyncio.events._BaseDefaultEventLoopPolicy):
    _loop_factory = _Loop


def install_event_loop():
    asyncio.run = asyncio.runners.run
    asyncio.events._set_running_loop(None)
    asyncio.events._event_loop_policy = _Policy()
    asyncio.new_event_loop = asyncio.events.new_event_loop = _Loop


def run_until_done(awaitable):
    async def main():
        return await awaitable

    return asyncio.runners.run(main())
