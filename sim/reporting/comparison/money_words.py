"""Words for net positions and for what was moved, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "party.employee_fund": ("职工医保基金", "employees’ fund"),
    "party.resident_fund": ("居民医保基金", "residents’ fund"),
    "party.premiums": ("缴费与财政补助", "premiums and subsidies"),
    "party.patients": ("患者", "patients"),
    "party.supplementary": ("大病保险、医疗救助", "critical illness, assistance"),
    "party.treasury": ("财政", "treasury"),
    "party.outside_payer": ("市外付费方", "payers from elsewhere"),
    "party.budgets": ("未结清的预算账户", "budgets not settled"),
    "party.primary": ("基层机构", "primary facilities"),
    "party.county": ("县级医院", "county hospitals"),
    "party.tertiary": ("三级医院", "tertiary hospitals"),
    "party.outside": ("市外机构", "facilities elsewhere"),
    "party.public": ("公共支出", "public spending"),
    "alliance": ("其中：{lead}牵头的医共体（{n}家机构）", "of these the alliance of {lead} ({n} facilities)"),
    "party.cost": ("诊疗变动成本", "marginal cost of care"),
    "title": (
        "谁得谁失：{year}年净额，结算后（{unit}；下方为与A之差）",
        "Who gains, who loses: net in {year}, all settled ({unit}; below: less A)",
    ),
    "title_plain": (
        "谁得谁失：{year}年净额，结算后（{unit}）",
        "Who gains, who loses: net in {year}, settled ({unit})",
    ),
    "party": ("各方", "Party"),
    "note": (
        "净额为收入减支出，年终结算已计入；医疗机构再减诊疗变动成本，余额用于人员、房屋等固定支出。各方净额与诊疗变动成本之和为零。",
        "Net is what a party receives less what it pays, year-end settlements counted; facilities also bear the "
        "marginal cost of care, the rest pays for staff and buildings. All parties and that cost sum to zero.",
    ),
    "unit": ("万元", "million yuan"),
    "moved": ("转移了多少，花费多少（与A之差 [{level}区间]）", "What is moved, at what cost (less A [{level}])"),
    "what": ("项目", "What"),
    "visits": ("转到基层的诊疗人次", "visits moved to primary care"),
    "stays": ("留在县域的住院人次", "stays kept in the county"),
    "contracts": ("增加的签约居民（人）", "residents more under contract"),
    "public_yuan": ("公共支出（{unit}）", "public spending ({unit})"),
    "yuan_per_visit": ("每转移一人次的公共支出（元）", "public spending for a visit moved (yuan)"),
    "moved_note": (
        "转移的人次=占比的变化×该情景的人次；公共支出为两项医保基金、大病保险、医疗救助和财政的净支出，负值为节省。"
        "转移人次的区间含零时不计算单价。",
        "Moved: the change of the share times the scenario’s visits or stays. Public spending: net, of both funds, "
        "critical illness, assistance and treasury; negative is saved. No price where the interval of what is moved "
        "includes zero.",
    ),
    "sentence": (
        "{case}：{changes}。",
        "{case}: {changes}.",
    ),
    "visits_up": ("把{x}诊疗人次转到基层", "moves {x} visits to primary care"),
    "visits_down": ("使{x}诊疗人次离开基层", "moves {x} visits away from primary care"),
    "spend_up": ("公共支出增加{x}", "public purses spend {x} more"),
    "spend_down": ("公共支出减少{x}", "public purses spend {x} less"),
    "each": ("即每人次{x}", "that is {x} a visit"),
    "fund_up": ("{party}结余多{x}", "the {party} keeps {x} more"),
    "fund_down": ("{party}结余少{x}", "the {party} keeps {x} less"),
    "money_unsure": (
        "公共支出变化的区间含零，可能没有变化",
        "public spending may not change, as the interval includes zero",
    ),
    "balance": ("{party}{ones}", "{party} {ones}"),
    "balance_of": ("{x}（{case}）", "{x} ({case})"),
    "balances": ("{year}年当期结余（负数为缺口）：{ones}。", "Left in {year} (negative: lacking): {ones}."),
    # the plot
    "plot_title": (
        "与{reference}相比，{year}年{case}的净额：{changes}",
        "{case} against {reference}, net in {year}: {changes}",
    ),
    "plot_unsure": (
        "{year}年各方净额与{reference}之差的区间均含零",
        "In {year} the intervals of all net positions against {reference} include zero",
    ),
    "plot_same": ("{year}年各方净额与{reference}相同", "In {year} all net positions are those of {reference}"),
    "plot_unit": ("净额与基准情景之差（{unit}）", "Net position less the reference ({unit})"),
    "plot_foot": (
        "净额为收入减支出，年终结算已计入；医疗机构再减诊疗变动成本。向右为得，向左为失；“诊疗变动成本”向右为耗费更多。各方净额与成本的变化"
        "之和为零。实心为差异的区间不含零，空心为含零。",
        "Net: received less paid, year-end settlements counted; facilities also bear the marginal cost of care. To the "
        "right is a gain, to the left a loss; of the cost of care, more used up. Changes of all parties and of that "
        "cost sum to zero. Filled: the interval leaves out zero; hollow: it includes zero.",
    ),
}

say = saying(TEXT)
