"""The words of a run of the nation: key -> Chinese, English."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

PHRASES = {
    "heading": ("{title}：{year}年", "{title}: {year}"),
    "what": (
        "{pools}个模拟统筹区代表全国约{stands:.0f}个统筹区、{residents}居民，模拟{simulated:,}人；{reps}次重复。",
        "{pools} run pools stand for {stands:.0f} pools and {residents} residents; {simulated:,} simulated; "
        "replications: {reps}.",
    ),
    "million": ("{x:,.0f}万", "{x:,.0f} million"),
    "left_out": (
        "注意：{pools}没有算出全部情形，未计入合计；原因见failures.csv。",
        "Note: left out of all sums, for want of an answer under every arm: {pools}; failures.csv says why.",
    ),
    "weighted": ("全国加权", "The nation, weighted"),
    "difference": ("{arm}：相差", "{arm}: change"),
    "paying": ("按DRG或DIP支付住院的统筹区", "Pools that pay stays by DRG or DIP"),
    "day": ("日期", "day"),
    "both": ("占统筹区 / 占居民", "of pools / of residents"),
    "targets": ("目标", "Targets"),
    "share_target": (
        "{day}不少于{least}的统筹区按DRG或DIP支付",
        "DRG or DIP in at least {least} of pools by {day}",
    ),
    "met": ("达到", "met"),
    "missed": ("未达到", "missed"),
    "unjudged": ("不判定", "not judged"),
    "archetypes": ("各类地区，{year}年，{arm}", "Types of prefecture, {year}, {arm}"),
    "pools": (
        "各模拟统筹区，{year}年，{arm}（括号内为与“{first}”之差）",
        "Run pools, {year}, {arm} (in brackets: less {first})",
    ),
    "pool": ("统筹区", "pool"),
    "type": ("类型", "type"),
    "facts": (
        "基准年{year}：{of}项全国统计中{inside}项在允差之内。之外：{misses}。",
        "Base year {year}: {inside} of {of} national statistics within their tolerance. Outside: {misses}.",
    ),
    "facts_all": (
        "基准年{year}：{of}项全国统计都在允差之内。",
        "Base year {year}: all {of} national statistics within their tolerance.",
    ),
    "cannot": (
        "不能加总的不列：候诊和未能就诊（样本中的排队不是线性的）、单个医院、各类型之间的流动、各省。",
        "Not shown, since it cannot be added up: waits and patients turned away (queues of a sample are not linear), "
        "single hospitals, flows between types, provinces.",
    ),
    "luck": (
        "一次重复：差异与偶然波动分不开。",
        "One replication: differences cannot be told from luck.",
    ),
    # check and plan
    "checked": (
        "{title}：{pools}个模拟统筹区、{types}类地区、{arms}种情形，可以运行。",
        "{title}: {pools} run pools of {types} types under {arms} arms; it can be run.",
    ),
    "plan_arm": ("{arm}：{day}有{share}的统筹区按DRG或DIP支付", "{arm}: {share} of pools pay by DRG or DIP on {day}"),
    "plan_rules": ("规则{n}条，另有各统筹区的支付方式", "{n} rules, and the payment of each pool"),
    "plan_size": (
        "模拟居民{residents:,}人，{years:g}年（含预运行），{tasks}个任务（统筹区 x 情形 x 重复，相同者只算一次）",
        "{residents:,} residents simulated over {years:g} years (run-in included) in {tasks} tasks (pool x arm x "
        "replication; what does not differ is run once)",
    ),
    "plan_cost": (
        "约{hours:.2f}核时，在{jobs}个进程上约{minutes:.0f}分钟；每个进程内存至多{megabytes:,.0f} MB",
        "about {hours:.2f} core-hours, {minutes:.0f} minutes in {jobs} processes; memory of a process at most "
        "{megabytes:,.0f} MB",
    ),
    "fitted": (
        "{pool}：{of}项统计中{inside}项在范围内{misses}",
        "{pool}: {inside} of {of} figures in range{misses}",
    ),
    "outside": ("；之外：{names}", "; outside: {names}"),
    "written": ("已写入{file}", "Written: {file}"),
    # plot
    "plot_title": ("{name}：{arm}与{first}相差多少，按类型", "{name}: {arm} less {first}, by type of prefecture"),
    "plot_below": (
        "每类四个模拟统筹区（点）和加权值（横线），{year}年，各图同一刻度",
        "Four run pools a type (dots) and their weighted mean (line), {year}; one scale for all",
    ),
    "plot_foot": ("类型不是地点：docs/national.md", "Types, not places: docs/national.md"),
}
say = saying(PHRASES)
