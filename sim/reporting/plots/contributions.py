NEEDS = ("x",)
data = draw = None
