//! The invented world behind a heap: real places, invented people who hold posts for a few years and move up.

use super::chance::Chance;

/// Counties that have news; few have much, many have little.
const COUNTIES: usize = 400;

/// Years of the news, first and number.
const FIRST_YEAR: u64 = 2006;
const YEARS: u64 = 18;

/// Posts of a county in order of rank: what stands before the name, with `县` for the kind of the division.
pub const POSTS: &[&str] = &[
    "县委书记",
    "县委副书记、县长",
    "县委副书记",
    "县人大常委会主任",
    "县政协主席",
    "县委常委、常务副县长",
    "县委常委、县纪委书记",
    "县委常委、组织部部长",
    "县委常委、宣传部部长",
    "县委常委、县人武部政委",
    "县委常委、政法委书记",
    "副县长、县公安局局长",
    "副县长",
    "县人武部部长",
    "县人大常委会副主任",
    "县政协副主席",
    "县人民法院院长",
    "县人民检察院检察长",
    "县民政局局长",
    "县退役军人事务局局长",
    "县财政局局长",
    "县教育局局长",
    "县农业农村局局长",
    "县应急管理局局长",
    "县发展和改革局局长",
    "县卫生健康局局长",
    "武警县中队指导员",
    "县消防救援大队大队长",
];

/// Given names are made of these.
const GIVEN: &str = "安柏辰澄川达帆方庚海航禾恒弘华淮惠霁佳嘉建剑江杰劲景静军凯康克岚乐磊立良林岭龙璐满茂敏铭宁朋鹏平启强青清庆秋然仁荣瑞森山尚邵圣诗世书思松涛天庭同彤威维文希贤晓欣新星旭雪雅言彦阳一益英永宇雨远月云泽哲振正之志智忠卓子";
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强丘华车冉房边净阴闫冀米";

/// A county and where it lies.
#[derive(Clone, Copy, Debug)]
pub struct County {
    /// Number within the heap.
    pub number: u64,
    /// `安吉县`.
    pub name: &'static str,
    /// `浙江省`.
    pub province: &'static str,
}

/// A day.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// 2006 or later.
    pub year: u64,
    /// From 1.
    pub month: u64,
    /// From 1 to 28.
    pub day: u64,
}

/// The places of a heap.
pub struct World {
    seed: u64,
    counties: Vec<County>,
}

impl World {
    /// The world of `seed`.
    pub fn new(seed: u64) -> Self {
        let rows: Vec<Vec<&str>> = include_str!("../../lexicon/divisions.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .filter(|row: &Vec<&str>| row.len() >= 3 && row.get(4).is_none_or(|last| last.is_empty()))
            .collect();
        let province = |code: &str| rows.iter().find(|r| r[2] == "province" && r[0][..2] == code[..2]).map(|r| r[1]);
        // Names of three characters on 县, 市, 区: what stands before the kind of the division is then the short name.
        let fit = |name: &str| name.chars().count() == 3 && name.ends_with(['县', '市', '区']);
        let all: Vec<&Vec<&str>> = rows.iter().filter(|r| r[2] == "county" && fit(r[1])).collect();
        let mut chance = Chance::of(&[seed, 1]);
        let counties = (0..COUNTIES as u64)
            .filter_map(|number| {
                let row = chance.pick(all.as_slice());
                Some(County { number, name: row[1], province: province(row[0])? })
            })
            .collect();
        Self { seed, counties }
    }

    /// A county; the first ones more often.
    pub fn county(&self, chance: &mut Chance) -> County {
        let share = chance.share();
        let at = (share * share * self.counties.len() as f64) as usize;
        self.counties[at.min(self.counties.len() - 1)]
    }

    /// A day of the years of the heap.
    pub fn day(chance: &mut Chance) -> Day {
        let mut up_to = |n: u64| chance.next() % n;
        Day { year: FIRST_YEAR + up_to(YEARS), month: 1 + up_to(12), day: 1 + up_to(28) }
    }

    /// Who holds a post on a day: `县委书记` of the county's own kind, and the name.
    pub fn holder(&self, county: County, post: usize, day: Day) -> (String, String) {
        let kind = county.name.chars().last().unwrap_or('县');
        let title = POSTS[post]
            .replace('县', &kind.to_string())
            .replace(&format!("武警{kind}"), &format!("武警{}", county.name));
        (title, self.person(county.number, post, term(county.number, day)))
    }

    /// One in three moved up from a lower post; the others are new.
    fn person(&self, county: u64, post: usize, term: u64) -> String {
        /// Everybody comes from as far below, so that nobody moves into two posts.
        const STEP: usize = 5;
        let mut chance = Chance::of(&[self.seed, 2, county, post as u64, term]);
        if term > 0 && post + STEP < POSTS.len() && chance.per_mille(330) {
            return self.person(county, post + STEP, term - 1);
        }
        name(&mut chance)
    }
}

/// Terms last from three to five years, the same for all posts of a county.
fn term(county: u64, day: Day) -> u64 {
    let mut chance = Chance::of(&[3, county]);
    let (length, offset) = (3 + chance.next() % 3, chance.next() % 4);
    (day.year - FIRST_YEAR + offset) / length
}

/// An invented name.
pub fn name(chance: &mut Chance) -> String {
    let (surnames, given): (Vec<char>, Vec<char>) = (SURNAMES.chars().collect(), GIVEN.chars().collect());
    // The first of the list are by far the commonest.
    let share = chance.share();
    let surname = surnames[((share * share * surnames.len() as f64) as usize).min(surnames.len() - 1)];
    let mut out = String::from(surname);
    out.push(*chance.pick(&given));
    if chance.per_mille(800) {
        out.push(*chance.pick(&given));
    }
    out
}
