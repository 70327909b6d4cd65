"""One reform arm of Pingxiang in this tree, as JSON; run by its path, so that an older tree is measured alike."""

import json
import os
import sys
import time
from pathlib import Path

from sim.model.run import Task, run_arm
from sim.scenario.read import read_scenario
from sim.vocabulary.names import Arm


def megabytes() -> float:
    """Most memory this process has had; /proc says kilobytes."""
    lines = (line.split() for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    return next(int(words[1]) for words in lines if words[0] == "VmHWM:") / 1024


def main(sample: float) -> None:
    """Processor seconds of the arm alone, microseconds a visit or stay, and bytes a resident over a small arm."""
    root = Path(os.environ["PYTHONPATH"])
    scenario = read_scenario(root / "scenarios/pingxiang.yaml", library=root / "scenarios")

    def arm(size: float) -> tuple[float, float, float]:
        start = time.process_time()
        run = run_arm(Task(scenario, Arm.REFORM, 0, 1, size, simulate_queues=size >= 1.0, engine="compiled"))
        seconds = time.process_time() - start
        return seconds, float(run.tables["cases"]["count"].sum()), megabytes()

    _, _, base = arm(0.001)
    seconds, encounters, peak = arm(sample)
    people = sample * sum(district.value("residents") for district in scenario.region.districts)
    found = {"CPU seconds": seconds, "us a visit or stay": seconds / encounters * 1e6}
    if sample >= 1.0:
        found["bytes a resident"] = (peak - base) * 2**20 / people
    print(json.dumps(found))


if __name__ == "__main__":
    main(float(sys.argv[1]))
