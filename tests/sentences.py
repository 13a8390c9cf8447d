"""Sentences in the manner of news copy, for tests that shuffle and join them.

All are written for these tests. The places are real; the incidents, the people and their words are not.
"""

from __future__ import annotations

SENTENCES = (
    # The Middle East and North Africa
    "Jordan said its air defences had shot down three drones over Mafraq before dawn on Sunday.",
    "“We will not sign under fire,” a negotiator for the tribes of Marib told reporters in Muscat.",
    "At least 14 people were killed, among them five children, when a market in Taiz was shelled on Friday.",
    "Lebanon’s caretaker cabinet denied that it had asked for foreign troops.",
    "Witnesses in Sirte described armoured cars, which had been parked by the port since May, moving south.",
    "The Iraqi army retook the village of Hajin on 3 February 2024, state television reported.",
    "Egypt, which borders Libya and Sudan, closed the crossing at Salloum for a second week.",
    "Tunisia’s coast guard recovered nine bodies off Sfax; another 22 people are missing.",
    # West and Central Africa
    "Gunmen on motorcycles abducted 31 farmers near Zaria on Monday night, a police spokesman said.",
    "Mali’s junta called the report “a fabrication from its first line to its last”.",
    "An official in Borno said that 40 insurgents had surrendered, but he did not say when or where.",
    "Niger recalled its ambassador from Cotonou in response to what it called an insult to its sovereignty.",
    "Cameroon and Chad have agreed to reopen the bridge at Kousseri, which was blown up in 2021.",
    "Clashes between herders and farmers in Plateau state have displaced some 6,000 people since Christmas.",
    "Burkina Faso’s army was accused by a rights group of burning granaries in Soum; it has denied any role.",
    # East, southern and Central Africa
    "Sudan’s army and the Rapid Support Forces accused each other of shelling El Obeid on Wednesday.",
    "Ethiopia is building a road to the sea, and Eritrea says it will not be its porter.",
    "Kenya’s interior ministry said six officers had died in an ambush in Mandera.",
    "The Allied Democratic Forces, also known as ADF, operate in Ituri and North Kivu.",
    "A spokesman in Kigali dismissed the allegation as “a tired song”.",
    "Mozambique sent 400 soldiers to Palma after the attack, officials said.",
    "Al-Shabaab claimed responsibility for the bombing in Kismayo, which wounded a dozen dockers.",
    "South Africa will neither arm nor fund the rebels, its cabinet said.",
    # South and Central Asia
    "India summoned Nepal’s envoy on Tuesday to protest against a new map.",
    "Pakistan’s foreign ministry said it had struck two alleged hideouts in retaliation for the raid.",
    "Sri Lanka’s navy seized four trawlers off Mannar and detained 27 fishermen.",
    "The Taliban have banned music in Kunduz, according to two residents who asked not to be named.",
    "“They came at night, and they knew our names,” said a shopkeeper in Kandahar.",
    "Kyrgyzstan and Tajikistan share a border of almost a thousand kilometres.",
    "Bangladesh denied on Thursday that any of its guards had opened fire near Teknaf.",
    "Quoting an unnamed general, the newspaper Frontier Star reported that the talks in Quetta had collapsed.",
    # East Asia and the Pacific
    "North Korea fired a ballistic missile into the sea on Sunday, South Korea’s military said.",
    "Japan protested to China over what it called a “dangerous” manoeuvre near Yonaguni.",
    "The Philippines accused China of using water cannon on a supply boat; Beijing said its crew had acted lawfully.",
    "Thousands marched through Bangkok on Saturday against the price of rice.",
    "Myanmar’s military bombed a school in Sagaing, killing seven pupils and a teacher, a monitor said.",
    "Indonesia’s police arrested eleven suspected members of a cell in Poso.",
    "Fiji, Samoa and Tonga urged Australia to stop opening coal mines.",
    "Papua New Guinea declared a state of emergency in Enga after 26 people were massacred.",
    # Europe and the Caucasus
    "Poland closed its airspace for two hours after a drone had crossed from Ukraine.",
    "Russia has not commented on the explosion, which Kyiv says it did not cause.",
    "Serbia’s delegation said that his country would never recognise Kosovo’s independence.",
    "Azerbaijan said one of its soldiers had been wounded by Armenian fire; Yerevan denied it.",
    "Turkey’s so-called security zone in northern Syria was hit by mortars on Monday, a local agency said.",
    "French farmers blocked the A10 with tractors, burning tyres and bales of straw.",
    "Germany will send Ukraine 18 howitzers by June, its defence ministry announced.",
    "Hungary neither confirmed nor denied that the pipeline had been attacked.",
    "Moldova expelled two Russian diplomats amid a row over ballot papers.",
    # The Americas
    "Colombia’s army killed 12 fighters of the National Liberation Army in Arauca, the defence ministry said on X.",
    "Venezuela moved light tanks to the frontier with Guyana, satellite pictures show.",
    "Haiti’s gangs freed more than 3,000 prisoners from two jails in Port-au-Prince in March 2024.",
    "Mexico’s navy seized 3.6 tonnes of cocaine off Manzanillo.",
    "A prosecutor was shot dead in Guayaquil on Wednesday; no one has claimed the killing.",
    "Peru’s congress refused, by 61 votes to 43, to bring the election forward.",
    "Cuba and Nicaragua condemned the sanctions that the United States imposed on 9 January.",
    "The United States has backed groups such as the Contras in Nicaragua, historians say.",
    # Bodies, markets and odd copy
    "The United Nations said on Tuesday that it could not verify either toll.",
    "NAIROBI, Feb 6 (Savanna Press) - The African Union called for a ceasefire in Sudan.",
    "But nobody in the valley believes it.",
    "Nor did the committee say who would pay.",
    "Who fired first? Nobody knows.",
    "Its goal, the front says, is independence for the islands.",
    "Killed: 8. Wounded: 19. Missing: unknown.",
    "“Enough,” he said. “Enough of this … enough.”",
)
