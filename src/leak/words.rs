//! Words that need care: names that are words too, words before a surname, words that name nobody.

/// Names that are also common words (Dutch, English, French, German), folded: only a capital makes them a name.
const COMMON: &str = "
    aard amber april arend art august auto baas baker bakker bas bauer beek bell ben bent berg berger
    berk bill black blanc blanche blank bloem bode boer bois bond boom boon bos bots boulanger brand
    bright broek brouwer brown brug bruin burg bush carpenter case chance chase claire constant cook
    cool court cross crystal dag daisy dale dam dash dawn dean dekker del dijk dokter dom dood door
    draak drew droog duif duin dun eigen eik elke ellen els eng engel engelen ernst ever faith fee field
    fijn fischer fish fleur fontaine ford forest fort fox frank franken frei gans gay geel geld gene
    georgia gerust ginger glen goed goud grace grand grant gray green grey gris groen groot gross guy
    haag haan haas hamer hardy harmony hart hazel hazelaar heath heel heer heide heilig helder hemel
    herbst herder hert heuvel hill hoed hoek hof holly hond honey hoop hope hout huis hunter iris ivy
    jack jager jasmine jet job jong jonge joost jordan joy june jung juni juste kaars kaart kaiser kamer
    kamp kapper kasteel kat keizer kerk ketel kind king klaar klein kleur klok klug knight koch koen kok
    kolen koning koop kort kraan kramer kuiper lam land lane lang leblanc leen leeuw legrand lehrer
    lenoir lente leroy lief lieve lily linde little long loon loos lore lot loup love maan maar maas
    maat major man marchand marin mark markt martin mason max may meer mees meester mei meister melody
    mens mercy merel meyer miles miller min mol molen molenaar moment mooi moor moreau moser mus naam
    nagel nest net neumann nick nieuw nobel noel noir noor noot north nu olive ons ooms oord oost ossen
    oud ouder paard page paris park pas patience paus pauw pearl peer peers penny petit petite pierre
    piet pijl pijn pit plant plas poot pop pope poppy porter post power price prince prins put raaf raam
    raven ray recht regular reich rein rich richter ridder riet rijk ring ritter river rob robin rock
    rode roman rood rooms roos ros rose rouge roy ruby ruiten ruiter rusty sage sandy sauer schaap
    schade schilder schipper schneider schoen schot schrijver schwarz scott sharp short skip sky slager
    sloot slot smart smet smid smit smith sneeuw snel sommer spiegel sprong staal staf stam star stark
    steeg steen stein ster sterk stil stok stone storm strik stroom struik summer sunny sydney tab tak
    tas taylor ties timmerman toe tol toon top trip tuin tulp turner vaas valk vallee vat veer veld
    venster ver vert vette victoria vink virginia visser vlam vlieger vogel vogels vos vree vrees vriend
    vrijdag vroom waard wachter wagner wal walker wandelaar ward wards water weg weiss wel wering west
    wever white wiel wijn wijs wil wilde will wind winnen winter wise wit woestijn wolf wolfs wood woods
    young zacht zand zang zee zomer zon zonder zwaan zwart";

/// Words before or inside a surname, and titles: never a name on their own.
const PARTICLES: &str = "
    aan abu af al auf bel bij bin bint d da das de degli dei del della den der des dhr di die do
    dokter dos dr drs du e el en frau heer herr het ibn im in ing ir jr l la las le les los mac madame
    mc meester meneer mevr mevrouw mijnheer miss monsieur mr mrs ms mvr mw o of onder op over pater prof
    professor s san sint sr st t te ten ter the tot uit und van vande vanden vander ver vom von voor y
    zu zum zur zuster";

/// Words of the names of organisations and places that name none on their own.
const GENERIC: &str = "
    afdeling algemeen bond buurt buurthuis buurtwerk caw center centre centrum cgg club college cvba
    dienst dorp federatie foundation gemeente groep hogeschool hospital huis instituut kliniek laan
    maatschappelijk netwerk nieuwe noord ocmw oost organisatie plein praktijk project provincie school
    service sociaal sociale stad stedelijk steenweg stichting straat team universiteit university
    vereniging voorziening vzw weg welzijn werk west wijk wijkcentrum ziekenhuis zorg zorgcentrum zuid";

/// Abbreviations of capitals with dots that are no initials.
const ABBREVIATIONS: &str = "
    ac ad ai am bc bv cv dd di do eg eu hr ie it kb ma mb nb nv od pc pm pr ps sv tk tv uk us usa vb vn
    vr vs wo za zo";

/// Whether the folded `word` is a common word too.
pub(super) fn is_common(word: &str) -> bool {
    has(COMMON, word)
}

/// Whether the folded `word` stands before a surname, or is a title.
pub(super) fn is_particle(word: &str) -> bool {
    has(PARTICLES, word)
}

/// Whether the folded `word` belongs to the names of many organisations.
pub(super) fn is_generic(word: &str) -> bool {
    has(GENERIC, word)
}

/// Whether these initials, folded and without dots, are an abbreviation that everybody writes.
pub(super) fn is_abbreviation(initials: &str) -> bool {
    has(ABBREVIATIONS, initials)
}

/// Whether `word` stands in a list of words with blanks between them.
fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}
