"""What every command, argument and option is for, in both languages: key -> Chinese, English.

The key is that of the command (``run``, ``rules show``), a blank and the parameter's name (``run sample``); what
several commands share stands once under the name alone (``seed``).
"""

from __future__ import annotations

HELP: dict[str, tuple[str, str]] = {
    "sim": (
        "以一个地级市为单位，逐个居民模拟分级诊疗与医保支付方式改革：某个方案会带来什么变化？",
        "Tiered care and hospital-payment reform in a Chinese prefecture: what would a scenario change?",
    ),
    # every day
    "run": (
        "运行一个情景，对比改革与不改革。显示记分板，写出结果、图表和报告。",
        "Run a scenario with and without its rules. Prints the scoreboard, writes results, plots and report.",
    ),
    "run quick": ("小样本、一次重复：先看大致方向。", "A small sample, one replication: for a first look."),
    "run sample": ("模拟的居民占比；1为全部居民。", "Share of the residents; 1 is everybody."),
    "run reps": (
        "只含随机波动：每个方案的重复次数（无成组参数时不写为4次）；auto：直到达到精度为止。",
        "Luck alone: replications of each arm (4 where there are no sets); auto: until the precision is reached.",
    ),
    "run members": (
        "用几组参数，每组运行一次（区间含参数不确定性和随机波动）；0为只含随机波动；不写为8组（地区须有ensemble.csv）。",
        "Sets of parameters, a run each: intervals of luck and parameters; 0: luck alone; 8 where the region has "
        "ensemble.csv.",
    ),
    "run precision": (
        "与--reps auto同用：主要指标改革效果的95%区间半宽，0.005即0.5个百分点。",
        "With --reps auto: half-width of the 95 % intervals of the headline effects; 0.005 is half a point.",
    ),
    "run jobs": ("同时运行的个数；不写为全部处理器核。", "Runs at once; all cores if not given."),
    "run engine": ("simpy、compiled或auto：结果相同。", "simpy, compiled or auto: the answer is the same."),
    "run queues": (
        "simulate（逐人排队）、approximate（按公式推算）或auto。",
        "simulate, approximate or auto.",
    ),
    "run cluster": (
        "全国情景：Dask调度器地址，如tcp://10.0.0.5:8786；不写为本机的进程。",
        "Of the nation: address of a Dask scheduler such as tcp://10.0.0.5:8786; without it this machine's processes.",
    ),
    "run journal": ("保留每一次就诊记录（Parquet）。", "Keep every encounter (Parquet)."),
    "compare": (
        "比较几个情景、结果或变体。都用同样的随机数，差异逐对计算。",
        "Compare scenarios, results or variants. All on the same luck, so that differences are paired.",
    ),
    "compare cases": ("情景文件或结果文件夹。", "Scenario files or results folders."),
    "compare variant": (
        "NAME:path=value,……：在第一个情景上作的改动。可重复写。",
        "NAME:path=value,... changes of the first case. May be repeated.",
    ),
    "compare baseline": (
        "其他情景与它相比；不写为第一个。",
        "The case the others are compared with; the first if not given.",
    ),
    "compare by": ("另按county（县区）、age（年龄）或scheme（险种）分列。", "Also by county, age or scheme."),
    "compare quick": ("小样本、一次重复：先看大致方向。", "A small sample, one replication: for a first look."),
    "compare sample": ("模拟的居民占比；不写为1。", "Share of the residents; 1 if not given."),
    "compare reps": ("重复次数；不写为4次。", "Replications; 4 if not given."),
    "compare members": (
        "用几组参数；0为只含随机波动；不写为8组。",
        "Sets of parameters; 0: luck alone; 8 if not given.",
    ),
    "compare seed": ("随机种子；不写为1。", "Which luck; 1 if not given."),
    "sweep": (
        "让政策参数取多个值，逐一运行。再次运行同一命令，只补未完成的部分。",
        "Run a scenario at many values of its levers. Start it again and only what is missing runs.",
    ),
    "sweep sample": ("模拟的居民占比；不写为0.05。", "Share of the residents; 0.05 if not given."),
    "sweep out": ("文件夹；同一批次从中断处继续。", "Folder; the same sweep goes on where it was left."),
    "sweep fail_fast": ("有一个点失败即停止。", "Stop at the first point that fails."),
    "sweep indicators": (
        "除主要指标外另画这个指标，见sim indicators。可重复写。",
        "Draw this indicator too; see sim indicators. May be repeated.",
    ),
    "sweep keep": (
        "沿用由程序另一状态运行的点；文件夹中的programs.csv列出是哪些。",
        "Go on with points that another state of the program has run; programs.csv in the folder lists them.",
    ),
    "sweep cluster": (
        "Dask调度器tcp://主机:端口，代替-j。",
        "Dask scheduler, tcp://host:port, in place of -j.",
    ),
    "report": (
        "写出结果的报告：网页、Excel工作簿和Word简报。运行、比较、批量运行的结果均可；验证只补画图。",
        "Write the report of a result: page, workbook, Word briefing; of a validation its plot.",
    ),
    "report indicators": (
        "扫描：另画这个指标，见sim indicators。可重复写。",
        "Of a sweep: draw this indicator too; see sim indicators. May be repeated.",
    ),
    "report results": (
        "结果文件夹：运行、比较、批量运行或验证。",
        "Results folders: runs, comparisons, sweeps, validations.",
    ),
    "report formats": (
        "html（网页）、xlsx（Excel）、docx（Word简报），或csv（各表，双击即可用Excel打开），用逗号并列。",
        "html (page), xlsx (Excel), docx (Word briefing), or csv (the tables, for Excel); with commas.",
    ),
    # more
    "explain": (
        "说明变化由哪些措施带来。每组措施单独实施、去掉它、以及分摊的贡献（相加等于总变化）。",
        "Say which rules did it. Each group alone, left out, and shares that sum to the whole.",
    ),
    "explain by": ("group（按政策组）或rule（按单项措施）。", "group (of rules) or rule."),
    "explain sample": (
        "模拟的居民占比；不写时最多为0.05。",
        "Share of the residents; 0.05 at most if not given.",
    ),
    "explain reps": ("重复次数；不写为2次。", "Replications; 2 if not given."),
    "explain orders": (
        "超过六组时抽取的先后次序个数；不写约为240种组合。",
        "Orders to sample above six; about 240 sets if not given.",
    ),
    "diff": (
        "比较两个情景的输入有何不同。也可比较两个结果：旧值->新值。",
        "Say what differs in the inputs of two scenarios. Or of two results: old -> new.",
    ),
    "diff old": ("情景文件或结果文件夹。", "Scenario file or results folder."),
    "diff new": ("情景文件或结果文件夹。", "Scenario file or results folder."),
    "rerun": (
        "按原来的输入、种子和规模重新运行一个结果，并逐字节比较。",
        "Run a result again and compare the bytes. From its own folder, with its own seed and size.",
    ),
    "validate": (
        "仿照已发表的研究运行模型，列出相符与不符。模型区间与原文估计值并列。",
        "Emulate published studies and show hits and misses. The model's interval beside each published estimate.",
    ),
    "fit": (
        "按地区的统计值（anchors.csv）拟合各项数值。写出calibrated.csv和fit.yaml；再次运行同一命令，从中断处继续。",
        "Fit a region's numbers to its statistics. Writes its calibrated.csv and fit.yaml; start it again and it "
        "goes on where it was stopped.",
    ),
    "fit rounds": ("至多几轮；最后四分之一模拟全部居民。", "Rounds at most; the last quarter is of everybody."),
    "fit sample": (
        "前几轮模拟的居民占比；不写约为十万人。",
        "Share of the residents in the first rounds; about 100,000 people if not given.",
    ),
    "fit last_sample": (
        "最后几轮模拟的居民占比；不写为1，至多三百万人。",
        "Share of the residents in the last rounds; 1 if not given, three million people at most.",
    ),
    "fit reps": ("每轮的重复次数。", "Replications of each round."),
    "fit out": ("保存各轮结果的文件夹；同一拟合从中断处继续。", "Folder of the rounds; the same fit goes on in it."),
    "fit dry_run": (
        "不运行，只说明哪些数值对应哪些统计值。",
        "Run nothing: say which numbers answer to which figures.",
    ),
    "calibrate": (
        "找出地区统计值不能排除的成组参数，使区间包含参数不确定性。写出ensemble.csv和ensemble.yaml；"
        "再次运行同一命令，从中断处继续。",
        "Find sets of numbers that a region's statistics cannot rule out, so that intervals hold what is unknown of "
        "parameters. Writes its ensemble.csv and ensemble.yaml; start it again and it goes on where it was stopped.",
    ),
    "calibrate candidates": ("抽取几组。", "Sets to be drawn."),
    "calibrate experiments": (
        "sim validate的结果文件夹：设定参数所用的估计排除的各组不用。",
        "Results of sim validate: sets that estimates used to set parameters rule out are left out.",
    ),
    "calibrate rounds": ("每组至多拟合几轮。", "Rounds of fitting each, at most."),
    "calibrate sample": (
        "每轮模拟的居民占比；不写约为五万人。",
        "Share of the residents in a round; about 50,000 people if not given.",
    ),
    "calibrate out": (
        "保存各次运行的文件夹；同一命令从中断处继续。",
        "Folder of the runs; the same command goes on in it.",
    ),
    "calibrate dry_run": ("不运行，只说明要做什么。", "Run nothing: say what would be done."),
    "validate study": ("研究代码；不写为全部。可重复写。", "Id of a study; all if not given. Again for more."),
    "backtest": (
        "用过去的年份检验不改革方案的增长是否真实。按前三分之二的年份拟合趋势参数，预测后三分之一并与统计值对照；再次运行同一命令，从中断处继续。",
        "Test on past years whether the growth of the arm without rules is real. Trends are fitted on the first two "
        "thirds of the years, the last third is predicted and held against what was; start it again and it goes on "
        "where it was stopped.",
    ),
    "backtest name": (
        "backtests/中的文件名，不带.yaml。",
        "Name of a file in backtests/, without .yaml.",
    ),
    "backtest sets": ("抽取几组趋势参数，用于区间。", "Sets of trends to be drawn, for the bands."),
    "backtest rounds": ("至多拟合几轮。", "Rounds of fitting, at most."),
    "backtest reps": ("每轮的重复次数。", "Replications of each round."),
    "backtest out": ("文件夹；同一回测从中断处继续。", "Folder; the same back-test goes on where it was left."),
    "backtest dry_run": (
        "不运行，只说明哪个趋势参数对应哪个序列。",
        "Run nothing: say which trend answers to which series.",
    ),
    "validate draws": ("从参数范围内抽取的组数。", "Parameter sets, drawn from the ranges."),
    "init": (
        "建立自己城市的数据：写出一份待填的Excel工作簿。填好后加--from，生成地区和情景文件。",
        "Set up a city of your own: an Excel workbook to fill in. With --from it becomes a region and a scenario.",
    ),
    "init city": ("城市的编号，用拼音，如linshan。", "Id of the city, such as linshan."),
    "init source": (
        "填好的工作簿（.xlsx），或存放各表CSV的文件夹。",
        "The filled-in workbook (.xlsx), or a folder with its sheets as CSV.",
    ),
    "init force": (
        "生成之后改动过的文件也重新生成；旧文件改名保留。",
        "Make files anew that were changed since; the old ones are renamed.",
    ),
    "check": (
        "检查情景（或已发表研究的文件）及其引用的全部文件。一次列出所有错误，不运行模拟。",
        "Check a scenario, or a published study, and all it refers to. Every fault at once; nothing is run.",
    ),
    "plan": (
        "说明一次运行或批量运行会做什么。措施与日期、新旧数值、规模与时间。",
        "Say what a run or a sweep would do. Rules and dates, old and new values, size and time.",
    ),
    "plan reps": (
        "每个方案的重复次数；批量运行为2次，否则为4次。",
        "Replications of each arm; 2 in a sweep, else 4.",
    ),
    "plan sample": (
        "模拟的居民占比；批量运行为0.05，否则为1。",
        "Share of the residents; 0.05 in a sweep, else 1.",
    ),
    "levers": (
        "列出可以设定或变动的内容：路径、名称、数值、单位、范围、出处。可按词查找；情景没有用到的措施，给出可粘贴的写法。",
        "List what can be set or varied: path, name, value, unit, range, source. With a word also what the scenario "
        "does not use yet, each with a rule to paste.",
    ),
    "levers word": (
        "只列出含有该词的内容（中文或英文），如：起付线。",
        "Show only what has this word in it, in Chinese or English, such as: deductible.",
    ),
    "indicators": (
        "列出全部指标：定义、单位、分子、分母。可按词查找。",
        "List every indicator: definition, unit, numerator, denominator. All, or those with a word in them.",
    ),
    "indicators word": (
        "只列出含有该词的指标（中文或英文），如：留住。",
        "Show only indicators with this word in them, in Chinese or English, such as: retention.",
    ),
    "journey": (
        "跟踪一位居民在改革与不改革两个方案中的就医过程：等候、费用、每一步的原因。",
        "Follow one resident through both arms. Waits, bills, and why each step was taken.",
    ),
    "journey resident": ("居民编号，从0开始。", "Number of the resident, from 0."),
    "assumptions": (
        "列出全部假设，并指出应先核实哪一个。影响最大的假设会使主要指标变动多少。",
        "List every assumption and what to measure first. How far the strongest ones move the headlines.",
    ),
    "assumptions out": ("Markdown文件；不写则显示在终端。", "Markdown file; the terminal if not given."),
    "assumptions top": ("列出几个。", "How many to show."),
    "assumptions screen": ("第一轮模拟的居民占比。", "Share of the residents in the first round."),
    "sensitivity": (
        "说明应先核实哪个数值，以及更准确的数值能使结果的范围收窄多少。再次运行同一命令，从中断处继续。",
        "Say which number to go and measure, and what a better one would buy. Start it again and it goes on where it "
        "was stopped.",
    ),
    "sensitivity method": (
        "tornado（逐个取两端）、morris（轨迹，全部输入）或sobol（方差的份额，少数输入）。",
        "tornado (both ends, one at a time), morris (trajectories, all inputs) or sobol (shares of the variance, few "
        "inputs).",
    ),
    "sensitivity trajectories": (
        "morris的轨迹数；增加时沿用已有的运行。",
        "Trajectories of morris; with more of them, runs that are there are not run again.",
    ),
    "sensitivity points": ("sobol的样本点数，2的幂。", "Base points of sobol, a power of two."),
    "sensitivity top": (
        "sobol：由轨迹选出最强的几个输入。",
        "Of sobol: how many inputs, the strongest, are chosen by trajectories.",
    ),
    "sensitivity only": (
        "只变动这个输入，路径见--dry-run。可重复写。",
        "Vary this input only; --dry-run has the paths. May be repeated.",
    ),
    "sensitivity source": (
        "sobol：由先前的分析（文件夹）选出输入。",
        "Of sobol: folder of an earlier analysis that chooses the inputs.",
    ),
    "sensitivity out": (
        "文件夹；同一分析从中断处继续。",
        "Folder; the same analysis goes on where it was left.",
    ),
    "sensitivity dry_run": (
        "不运行，只列出输入、运行次数和所需时间。",
        "Run nothing: list inputs, number of runs and time.",
    ),
    "schema": (
        "输出情景文件的JSON Schema，供编辑器自动补全。",
        "Print the JSON Schema of a scenario file. For completion in an editor.",
    ),
    "schema tables": ("改为说明结果中各张计数表的内容。", "What the count tables of a result hold, instead."),
    "list": (
        "列出文件夹中的运行、比较和批量运行，最新的在前。",
        "List runs, comparisons and sweeps. Those of a folder, the newest first.",
    ),
    "list folder": ("存放结果的文件夹。", "Folder of results."),
    "rules": (
        "文件的每一条款变成了什么：措施、参数、目标。",
        "What became of each clause: rules, parameters, targets.",
    ),
    "rules list": ("列出全部措施：施行日期、地区、条款。", "List every rule: dates in force, places, clauses."),
    "rules show": (
        "显示一个条款或一项措施：取值、通过哪些参数起作用、用什么评判。",
        "Show a clause or a rule: its values, the parameters it acts through, what judges it.",
    ),
    "rules show word": ("条款（PX-14b）或措施（budget）。", "A clause (PX-14b) or a rule (budget)."),
    "rules coverage": (
        "列出每个条款的处理方式、引用它的措施和指标。",
        "Show for every clause its status, the rules that cite it and the indicators.",
    ),
    "rules coverage file": (
        "情景文件，或情景库中的文件（documents/文件.yaml）：取落实它的情景。",
        "A scenario file, or a document of a library (documents/NAME.yaml): the scenario that carries it out.",
    ),
    "rules scenario": (
        "情景文件；不写为scenarios/pingxiang.yaml。",
        "Scenario file; scenarios/pingxiang.yaml if not given.",
    ),
    # what several commands have
    "scenario": ("情景文件（YAML）。", "Scenario file (YAML)."),
    "result": ("一次运行的结果文件夹。", "Results folder of a run."),
    "out": ("结果文件夹；须为新建或空文件夹。", "Results folder; must be new or empty."),
    "library": ("存放地区、文件、参数的文件夹。", "Folder of regions, documents, parameters."),
    "target": (
        "在情景文件的目标之外另加一项目标，如primary_visit_share>=0.65。可重复写。",
        "A target beside those of the file: primary_visit_share>=0.65. May be repeated.",
    ),
    "sets": (
        "path=value：改动一个数值，路径见sim levers。可重复写。",
        "path=value; see `sim levers`. May be repeated.",
    ),
    "json": ("输出数据而不是文字。", "Print data instead of text."),
    "lang": (
        "zh（中文）或en（英文）；不写则按SIM_LANG，再按系统语言。",
        "zh or en; else SIM_LANG, else the locale.",
    ),
    "debug": ("出现意外错误时显示详细信息。", "Show the traceback of an unexpected error."),
    "help": ("显示本说明并退出。", "Show this message and exit."),
    "reps": ("每个方案的重复次数。", "Replications of each arm."),
    "sample": ("模拟的居民占比。", "Share of the residents to simulate."),
    "vary": (
        "path=低:高:个数、path=低:高（lhs、sobol）或path=a,b,c。可重复写。",
        "path=low:high:count, path=low:high (lhs, sobol) or path=a,b,c. May be repeated.",
    ),
    "design": (
        "取点方法：grid（网格）、lhs（拉丁超立方）或sobol。lhs和sobol多写一个--vary，点就全变；sobol增加点数，原有的点不变。",
        "grid, lhs (Latin hypercube) or sobol. One --vary more moves the points of lhs and sobol; "
        "more points leave those of sobol where they are.",
    ),
    "points": ("lhs或sobol的点数。", "Points of lhs or sobol."),
    "jobs": ("同时运行的个数。", "Runs at once."),
    "seed": ("随机种子。", "Which luck."),
}
