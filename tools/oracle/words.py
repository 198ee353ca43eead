"""The names a small invented county needs; enterprise codes have right check characters."""

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def enterprise(number):
    """A unified social credit code (GB 32100) whose two check characters are right."""
    body = f"MA{number:06d}"
    total = sum((int(char, 36)) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    body += "0X987654321"[total % 11]
    text = "91360423" + body
    total = sum(CODE.index(char) * pow(3, at, 31) for at, char in enumerate(text))
    return text + CODE[-total % 31]


PRODUCERS = [enterprise(number) for number in range(1, 5)]
TRADERS = [enterprise(number) for number in range(11, 14)]
CARRIERS = [enterprise(number) for number in range(21, 24)]
USERS = [enterprise(number) for number in range(31, 35)]
LABORATORY, WASTE_PLANT = enterprise(41), enterprise(51)
HOLDERS = PRODUCERS + TRADERS + USERS + [LABORATORY, WASTE_PLANT]

SITES = {}
for _at, _party in enumerate(PRODUCERS):
    SITES[_party] = [f"{_at + 1}号储罐区", "TANK-01", "危险品库"]
for _party in TRADERS:
    SITES[_party] = ["一号库", "二号库"]
for _party in USERS:
    SITES[_party] = ["车间", "WH-1"]
SITES[LABORATORY], SITES[WASTE_PLANT] = ["试剂室", "3楼实验室"], ["暂存间", "焚烧炉"]

# name, CAS number, UN number, concentration, the units it is measured in
CHEMICALS = [
    ("甲苯", "108-88-3", "1294", None, ("t", "kg")),
    ("硫酸", "7664-93-9", "1830", "98 % w/w", ("t", "kg")),
    ("盐酸", "7647-01-0", "1789", "37 % w/w", ("t", "kg")),
    ("丙酮", "67-64-1", "1090", None, ("t", "kg")),
    ("乙醇", "64-17-5", "1170", "95 % v/v", ("m3", "L")),
    ("过氧化氢", "7722-84-1", "2014", "50 % w/w", ("kg", "L")),
    ("液氯", "7782-50-5", "1017", None, ("t",)),
    ("氰化钠", "143-33-9", "1689", None, ("kg", "g")),
    ("硝酸铵", "6484-52-2", "1942", None, ("t", "kg")),
]
GASES = [("氧气", "7782-44-7", "1072"), ("乙炔", "74-86-2", "1001"), ("氨", "7664-41-7", "1005")]
PRODUCTS = ["农药中间体", "稀释剂", "清洗剂", "硝基漆", "实验试剂"]

PEOPLE = ["王海涛", "李秀英", "张伟", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "欧阳文", "周杰"]
PLATES = ["赣G12345", "赣G6789挂", "皖A3F720", "浙B88D16", "赣GD01234"]
PLACES = ["G56杭瑞高速 都昌服务区", "修水县,义宁镇", "武宁收费站", 'S304 "老虎口" 弯道', "九江大桥"]
PURPOSES = ["生产原料", "清洗设备", "水处理", "实验分析", "教学,演示"]
METHODS = ["焚烧", "中和", "填埋", "委托处置"]
REASONS = ["盘点差异", "计量误差", "月末盘点", "交接核对"]
NOTES = ["夜班", "雨天", '司机说:"慢行"', "第一行\n第二行", "补录", "已电话核实"]
SUPPLIERS = ["上海某化工有限公司", "Rhein Chemie GmbH", "南昌化工"]

HEADERS = {
    "id": "事件编号", "kind": "环节", "time": "时间", "party": "企业", "site": "场所", "lot": "批号",
    "quantity": "数量", "process": "工艺", "action": "动作", "step": "步骤",
    "consignment": "运单号", "consignee": "收货人", "carrier": "承运人", "vehicle": "车牌",
    "driver": "驾驶员", "escort": "押运员", "place": "地点", "toSite": "去向场所",
    "purpose": "用途", "method": "处置方式", "cause": "原因", "reason": "理由", "loss": "损耗量",
    "partial": "分批", "from": "来源单位", "content": "折算量", "counterparty": "交易对方",
    "agent": "购买经办人", "handler": "经办人", "checker": "复核人", "name": "品名",
    "cas": "CAS号", "un": "UN编号", "concentration": "浓度", "document": "单证号",
    "note": "备注", "inputs": "投入", "outputs": "产出", "goods": "货物",
}
WORDS = {
    "kind": {
        "production": "生产", "storage": "储存", "trade": "经营", "consignment": "托运",
        "transport": "运输", "use": "使用", "disposal": "处置", "loss": "丢失/损耗"},
    "process": {
        "produce": "生产", "import": "进口", "receipt": "外购", "opening": "期初",
        "repack": "分装", "blend": "混配", "react": "反应", "waste": "产废"},
    "action": {
        "in": "入库", "out": "出库", "move": "移库", "count": "盘点",
        "sale": "销售", "purchase": "采购"},
    "step": {
        "accept": "承运", "load": "装车", "depart": "起运", "position": "在途", "stop": "停靠",
        "arrive": "到达", "unload": "卸车", "deliver": "签收", "refuse": "拒收", "return": "退回"},
    "cause": {
        "theft": "被盗", "loss": "丢失", "spill": "泄漏", "evaporation": "挥发", "found": "找回"},
    "partial": {True: "是", False: "否"},
}
UNITS_ZH = {
    "mg": ["毫克"], "g": ["克"], "kg": ["千克", "公斤"], "t": ["吨"], "mL": ["毫升"], "L": ["升"],
    "m3": ["立方米", "方"], "pcs": ["瓶", "桶", "支", "件"],
}
