import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dictionary } from './dictionary.ts';
import { candidates } from './pinyin.ts';

const first = (composition: string) => candidates(composition, 1)[0]?.text;
const texts = (composition: string, limit = 240) => candidates(composition, limit).map(({ text }) => text);

/** Chooses each text in turn from what is offered for the letters that are left; gives the letters left at the end. */
function choose(composition: string, ...chosen: string[]): string {
  return chosen.reduce((left, text) => {
    const candidate = candidates(left, 240).find((offered) => offered.text === text);
    if (candidate === undefined) throw new Error(`${text} is not offered for ${left}`);
    return left.slice(candidate.consumed);
  }, composition);
}

describe('typing a name', () => {
  test('竹溪人家 is the first thing offered for zhuxirenjia', () => {
    expect(candidates('zhuxirenjia', 1)).toEqual([
      { text: '竹溪人家', syllables: ['zhu', 'xi', 'ren', 'jia'], consumed: 11 },
    ]);
  });

  test('it can be put together from words, or from single characters', () => {
    expect(choose('zhuxirenjia', '竹溪')).toBe('renjia');
    expect(choose('zhuxirenjia', '竹溪', '人家')).toBe('');
    expect(choose('zhuxirenjia', '竹', '溪', '人', '家')).toBe('');
  });

  test.each([
    ['chengguanzhen', '城关镇'],
    ['jiangjiayanzhen', '蒋家堰镇'],
    ['zhongfengzhen', '中峰镇'],
    ['shuipingzhen', '水坪镇'],
    ['xianhezhen', '县河镇'],
    ['quanxizhen', '泉溪镇'],
    ['fengxizhen', '丰溪镇'],
    ['longbazhen', '龙坝镇'],
    ['bingyingzhen', '兵营镇'],
    ['huiwanzhen', '汇湾镇'],
    ['xinzhouzhen', '新洲镇'],
    ['epingxiang', '鄂坪乡'],
    ['tianbaoxiang', '天宝乡'],
    ['taoyuanxiang', '桃源乡'],
    ['xiangbaxiang', '向坝乡'],
    ['caiguan', '菜馆'],
    ['lixiuying', '李秀英'],
    ['xinjianchayejiagongxiangmu', '新建茶叶加工项目'],
    ['zhuxixianlongfengchayeyouxiangongsi', '竹溪县龙峰茶叶有限公司'],
    ['erhaolou', '二号楼'],
  ])('%s is %s', (composition, text) => {
    expect(first(composition)).toBe(text);
  });
});

describe('letters that can be parted in several ways', () => {
  test('xian is 县 and also 西安; with an apostrophe it is only the city', () => {
    expect(texts('xian', 2)).toEqual(['县', '西安']);
    expect(first("xi'an")).toBe('西安');
    expect(texts("xi'an")).not.toContain('县');
  });

  test('a character takes only the letters that leave the rest readable', () => {
    expect(candidates('xiangu', 240).find(({ text }) => text === '县')).toMatchObject({ consumed: 4 });
    expect(texts('xiangu')).not.toContain('乡');
  });

  test('apostrophes go with what they follow, wherever they stand', () => {
    expect(choose("zhuxi''renjia", '竹溪')).toBe('renjia');
    expect(choose("'zhuxi'", '竹溪')).toBe('');
  });
});

describe('less than everything typed', () => {
  test('the last syllable may be cut off', () => {
    expect(first('caig')).toBe('菜馆');
    expect(first('zhuxirenj')).toBe('竹溪人家');
    expect(texts('zh', 5)).toContain('镇');
  });

  test('initials stand for words, zh as zh or as z', () => {
    expect(first('yxgs')).toBe('有限公司');
    expect(first('zhxrj')).toBe('竹溪人家');
    expect(first('zxrj')).toBe('竹溪人家');
    expect(first('nongjl')).toBe('农家乐');
    expect(first('ah')).toBe('安徽');
  });

  test('what is typed in full is never taken for initials', () => {
    expect(texts('gan').every((text) => [...text].length === 1)).toBe(true);
  });
});

describe('single characters', () => {
  test('every syllable has candidates, and the first takes all of it', () => {
    const syllables = [...dictionary.characters.keys()];
    expect(syllables.length).toBeGreaterThan(400);
    for (const syllable of syllables) {
      const [likeliest] = candidates(syllable, 1);
      expect([...(likeliest?.text ?? '')], syllable).toHaveLength(1);
      expect(likeliest?.consumed, syllable).toBe(syllable.length);
    }
  });

  test('ü is typed v, and lue is understood too', () => {
    expect(first('lvyou')).toBe('旅游');
    expect(texts('lue', 3)).toEqual(texts('lve', 3));
  });

  test('characters of names beyond GB 2312 can be typed, parts of characters cannot', () => {
    expect(texts('zhe')).toContain('喆');
    expect(texts('ji')).toContain('𠮷');
    expect(texts('shui')).not.toContain('氵');
  });
});

describe('whatever is typed', () => {
  const compositions = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz'"), maxLength: 40 }),
    fc
      .array(fc.constantFrom(...dictionary.characters.keys(), "'", 'zh', 'x', 'u'), { maxLength: 10 })
      .map((parts) => parts.join('')),
  );

  test('each candidate takes some of the letters, says which, and is offered once', () => {
    fc.assert(
      fc.property(compositions, fc.integer({ min: 0, max: 50 }), (composition, limit) => {
        const offered = candidates(composition, limit);
        expect(offered.length).toBeLessThanOrEqual(limit);
        expect(new Set(offered.map(({ text }) => text)).size).toBe(offered.length);
        for (const { text, syllables, consumed } of offered) {
          expect([...text]).toHaveLength(syllables.length);
          expect(syllables.join('')).toBe(composition.slice(0, consumed).replaceAll("'", ''));
          expect(syllables.every((letters) => letters.length > 0)).toBe(true);
          expect(composition[consumed]).not.toBe("'");
        }
      }),
    );
  });

  test('letters that begin no syllable offer nothing', () => {
    expect(candidates('', 10)).toEqual([]);
    expect(candidates("'", 10)).toEqual([]);
    expect(candidates('uan', 10)).toEqual([]);
  });
});
