"""Whatever is typed: nothing fails, nothing is lost, and each change can be taken back.

`python -m benchmarks.random_talk` says a hundred thousand lines; these are the first of them.
"""

from hypothesis import settings

from benchmarks.random_talk import Talk

TestTalk = Talk.TestCase
TestTalk.settings = settings(
    max_examples=10, stateful_step_count=25, deadline=None, database=None, derandomize=True
)
