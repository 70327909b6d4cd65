"""What the commands themselves say: key -> Chinese, English."""

from __future__ import annotations

from typing import Any

TEXT: dict[str, tuple[str, str]] = {
    # what was typed
    "not_one_of": ("没有这个选择", "no such choice"),
    "one_of": ("可写：{words}", "write one of {words}"),
    "grid_points": ("网格的点由各个取值决定", "the points of a grid are its values"),
    "leave_out": ("请去掉这个选项", "leave it out"),
    "no_points": ("没有说明{design}取多少个点", "how many points {design} has is not said"),
    "say_points": ("请写明，例如 --points 64", "say it, for example --points 64"),
    "no_power": ("样本点数须为2的幂", "so many points are no power of two"),
    "give_power": ("请写{low}或{high}", "write {low} or {high}"),
    "no_choice": (
        "先前的分析只用来为--method sobol选出输入，且不与--only同用",
        "an earlier analysis chooses the inputs of --method sobol, where no --only does",
    ),
    "no_analysis": ("不是敏感性分析的结果文件夹", "no folder of a finished sensitivity analysis"),
    "other_inputs": ("其中没有这个情景的输入", "none of its inputs is one of this scenario"),
    "give_analysis": (
        "请指定由`sim sensitivity`写成的文件夹，或去掉这个选项：会自行筛选",
        "name a folder that `sim sensitivity` wrote, or leave it out: inputs are then chosen anew",
    ),
    "only_nation": ("一个地区的运行只用本机", "a run of one region takes this machine alone"),
    "not_of_nation": ("全国情景没有这个选项", "a scenario of the nation has no such option"),
    "no_count": ("既不是1以上的整数，也不是auto", "neither a whole number from 1 nor auto"),
    "give_count": ("请写整数，例如4，或写auto", "write a whole number, such as 4, or auto"),
    "reps_too": ("写了--reps：重复次数只含随机波动", "--reps is there: replications are luck alone"),
    "one_of_both": ("请二者写其一，或写--members 0", "give one of both, or --members 0"),
    "not_auto": ("重复次数不由精度决定", "the precision does not decide how many replications there are"),
    "give_auto": ("请加上--reps auto，或去掉这个选项", "add --reps auto or leave it out"),
    "no_sweep": ("{folder}不是扫描的结果，不能另选指标", "{folder} is no sweep: no other indicator can be chosen"),
    "no_report": (
        "{folder}是验证的结果，只有文字和图，没有报告",
        "{folder} is a validation: it has a text and a plot, no report",
    ),
    "no_report_of_analysis": (
        "{folder}是敏感性分析的结果，只有文字和图，没有报告",
        "{folder} is a sensitivity analysis: it has a text and a plot, no report",
    ),
    "no_report_of_test": (
        "{folder}是回测的结果，只有文字和图，没有报告",
        "{folder} is a back-test: it has a text and a plot, no report",
    ),
    "no_scenario": ("没有指定情景，这里也没有{usual}", "no scenario named, and no {usual} here"),
    "give_scenario": ("请写 --scenario 文件", "give --scenario FILE"),
    "no_scenario_of": ("{folder}中没有引用这份文件的情景", "no scenario in {folder} names this document"),
    "give_scenario_of": (
        "请写情景文件，或在其documents中加上这份文件",
        "give a scenario file, or name the document under its documents",
    ),
    "no_city": ("不能作城市的编号", "cannot be the id of a city"),
    "give_city": (
        "请写拼音：小写英文字母开头，其后为小写字母、数字、下划线，如linshan；中文名称写在工作簿里",
        "write lower-case letters, digits and underscores, a letter first, such as linshan; its name goes into the "
        "workbook",
    ),
    # a new city
    "workbook": ("已写出空表：{file}", "An empty workbook: {file}"),
    "workbook_next": (
        "请先看“说明”，填好黄色的格，然后运行：sim init {city} --from {file}",
        "read its first sheet, fill in the yellow cells, then: sim init {city} --from {file}",
    ),
    "city_made": ("已写出：{folder}、{file}", "Written: {folder}, {file}"),
    "city_counted": (
        "各表共有：来自工作簿的数{filled}个，由其推算{worked}个，全国值或典型值{national}个（均标为假设），待拟合的起始值{start}个",
        "numbers in its tables: {filled} from the workbook, {worked} worked out, {national} national or typical ones "
        "(marked as assumptions), {start} start values to be fitted",
    ),
    "city_doubt": ("注意：{doubt}", "note: {doubt}"),
    "city_others": ("注意：没有读取{names}", "note: not read: {names}"),
    "city_own": ("{file}已由您改动，保留原样", "{file} was changed by you and is left as it is"),
    "city_kept": ("旧文件改名保留：{file}", "the old file is kept as {file}"),
    "city_next": (
        "下一步：sim check {file}；先看大致方向：sim run {file} --quick；再拟合：sim fit {file}",
        "next: sim check {file}; for a first look: sim run {file} --quick; then fit it: sim fit {file}",
    ),
    # how a command ends
    "interrupted": ("已中断", "interrupted"),
    "terminated": ("已按要求终止", "terminated"),
    "unexpected": (
        "意外错误 {kind}：{error} -> 请加上--debug再运行一次，并报告",
        "unexpected {kind}: {error} -> run again with --debug and report it",
    ),
    "memory": (
        "内存不足 -> 请用较小的--sample或较少的-j再运行",
        "out of memory -> take a smaller --sample or fewer -j",
    ),
    "results": ("结果文件夹：{folder}", "Results: {folder}"),
    "report": ("报告：{file}", "Report: {file}"),
    "more": (
        "图表文件、Excel工作簿和Word简报：sim report {folder}",
        "Plots as files, workbook, Word briefing: sim report {folder}",
    ),
    "other_name": (
        "{wanted}此时已有内容，结果另存于{folder}",
        "{wanted} holds something by now; the results are in {folder}",
    ),
    "imprecise": (
        "精度未达到：{n}次重复后，最宽的半宽为{widest}个百分点，要求{asked}；结果保留 -> "
        "请加大--sample或放宽--precision",
        "precision not reached: after {n} replications the widest half-width is {widest} points, {asked} were asked "
        "for; the results are kept -> take a larger --sample or a larger --precision",
    ),
    # what could not be drawn
    "undrawn": ("{part}没有写成：{why}", "{part} was not drawn: {why}"),
    "drawn_later": (
        "结果完整，已写入{folder} -> 补画：sim report {folder}",
        "the results are whole in {folder} -> to draw what is missing: sim report {folder}",
    ),
    "swept_later": (
        "结果完整，已写入{folder} -> 再次运行同一命令即可补画",
        "the results are whole in {folder} -> the same command draws what is missing",
    ),
    # sweeps
    "others_anew": (
        "{folder}中有{n}个点由程序的另一状态运行（程序有改动，即使不影响结果），将重新运行 -> 要沿用请加--keep",
        "{n} points in {folder} were run by another state of the program (its sources have changed, be it only in "
        "their words) and run anew -> to go on with them: --keep",
    ),
    "others_kept": (
        "沿用{folder}中由程序另一状态运行的{n}个点；programs.csv列出是哪些",
        "{n} points in {folder} were run by another state of the program and are kept; programs.csv lists them",
    ),
    "fit_kept": (
        "{folder}：已完成的各轮保留，地区的文件未改动；再次运行同一命令即可继续",
        "{folder}: the rounds so far are kept, the region's files are as they were; the same command goes on",
    ),
    "analysis_kept": (
        "{folder}：已完成的运行保留；再次运行同一命令即可继续",
        "{folder}: the runs so far are kept; the same command goes on",
    ),
    "points_kept": (
        "{folder}：已完成的点保留；再次运行同一命令即可继续",
        "{folder}: points are kept; the same command goes on",
    ),
}


def say(key: str, language: Any, **blanks: object) -> str:
    """One of these in a language."""
    from sim.vocabulary.phrase import saying

    return saying(TEXT)(key, language, **blanks)


def wrong(option: str, typed: str, what: str, remedy: str, **blanks: object) -> Exception:
    """The fault of what was typed, to be raised; ``what`` and ``remedy`` are keys."""
    from sim.vocabulary.errors import Problem, UsageWrong
    from sim.vocabulary.phrase import telling

    tell = telling(TEXT)
    return UsageWrong([Problem(option, 0, 0, typed, tell(what, **blanks), tell(remedy, **blanks))])
