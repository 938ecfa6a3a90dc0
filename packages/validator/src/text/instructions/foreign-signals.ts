import type { Signal } from './signal.ts';

/** The common forms of "ignore previous instructions" and "do not tell the user" in other languages. */
export const foreignSignals: readonly Signal[] = [
  [
    '(?:ignoriere|ignorier|vergiss|missachte|ignorieren sie|vergessen sie) (?:bitte )?(?:alle |jegliche )?(?:deine |ihre |die )?(?:vorherigen|bisherigen|vorigen|obigen|früheren|vorangegangenen) (?:anweisungen|regeln|instruktionen|befehle|vorgaben)',
  ],
  [
    '(?:sage?|verrate?|teile?|erzähle?) (?:es |das |dies )?(?:dem|der|den) (?:benutzer|nutzer|anwender)(?:n|in)? (?:nichts|nicht|niemals)',
  ],
  [
    '(?:ignore[zr]?|oublie[zr]?) (?:toutes )?(?:les |vos |tes )(?:instructions|consignes|règles|directives) (?:précédentes|antérieures|ci dessus)',
  ],
  [
    "(?:ne )?(?:le )?(?:dis|dites|mentionne[zr]?|révèle[zr]?) (?:rien|pas|jamais) (?:cela |ceci )?(?:à|a) l'utilisateur",
  ],
  [
    '(?:ignora|ignore|olvida|olvide|descarta) (?:todas )?(?:las |tus |sus )(?:instrucciones|reglas|indicaciones|órdenes) (?:anteriores|previas)',
  ],
  [
    '(?:no|nunca) (?:se )?(?:lo )?(?:le )?(?:digas|diga|menciones|reveles|informes|cuentes) (?:nada |esto )?(?:al|a la) (?:usuario|usuaria)',
  ],
  ['(?:ignora|dimentica) (?:tutte )?(?:le |tue )?(?:istruzioni|regole|indicazioni) (?:precedenti|sopra)'],
  ["non (?:dire|rivelare|menzionare) (?:nulla |niente |questo )?all'utente"],
  [
    '(?:ignore|ignora|esqueça|desconsidere) (?:todas )?(?:as )?(?:suas )?(?:instruções|regras) (?:anteriores|prévias|acima)',
  ],
  ['(?:não|nunca) (?:conte|diga|mencione|revele) (?:nada |isso )?(?:ao|para o) usuário'],
  ['(?:negeer|vergeet) (?:alle )?(?:de )?(?:vorige|eerdere|voorgaande|bovenstaande) (?:instructies|regels|opdrachten)'],
  ['(?:zignoruj|ignoruj|zapomnij) (?:wszystkie )?(?:poprzednie|wcześniejsze|powyższe) (?:instrukcje|polecenia|zasady)'],
  [
    '(?:игнорируй|игнорируйте|проигнорируй|забудь|забудьте) (?:все )?(?:предыдущие|прошлые|прежние|предшествующие) (?:инструкции|указания|правила|команды)',
  ],
  ['не (?:говори|говорите|сообщай|сообщайте|рассказывай) (?:об этом )?пользователю'],
  ['önceki (?:tüm )?talimatları (?:yok say|unut|görmezden gel)'],
  [
    '(?:忽略|无视|忘记|忽視|無視)(?:掉)?(?:你)?(?:之前|以上|先前|所有|前面|此前)[\\p{L} ]{0,8}(?:指令|指示|提示|说明|規則|规则)',
  ],
  ['(?:不要|别|请勿)(?:告诉|告知|提醒|通知)用户'],
  ['(?:以前|これまで|上記|前|すべて)の[\\p{L} ]{0,8}(?:指示|命令|プロンプト)[\\p{L} ]{0,4}(?:無視|忘れ)'],
  ['ユーザー[\\p{L} ]{0,6}(?:言わない|知らせない|伝えない|教えない)'],
  ['이전[\\p{L} ]{0,8}(?:지시|명령|지침)[\\p{L} ]{0,8}(?:무시|잊)'],
  ['تجاهل (?:جميع |كل )?(?:التعليمات|الأوامر) السابقة'],
  ['पिछले (?:सभी )?(?:निर्देशों|आदेशों) (?:को )?(?:अनदेखा|नज़रअंदाज़|भूल)'],
].map(([pattern = '']) => ({
  name: 'asks, in another language, to ignore instructions or to hide something',
  weight: 3,
  // Some of these languages write words without spaces between them.
  pattern: new RegExp(pattern, 'u'),
}));
