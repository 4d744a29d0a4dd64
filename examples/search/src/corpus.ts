// The documents that the demonstration searches.

export interface Document {
  readonly title: string;
  readonly year: number;
  readonly body: string;
}

export const corpus: readonly Document[] = [
  {
    title: "The lighthouse keeper",
    year: 1901,
    body: "Every evening the keeper climbed the stairs of the lighthouse and lit the lamp. Ships far out at sea counted on the light. One winter a storm broke the glass, and the keeper held a lantern until morning.",
  },
  {
    title: "On the tides",
    year: 1888,
    body: "The tide rises twice each day because the moon pulls the water of the sea. Sailors keep tables of the tides. A storm can raise the sea higher than any table says.",
  },
  {
    title: "Bread and salt",
    year: 1923,
    body: "Bake the bread slowly. Flour, water, salt and time: nothing else is needed. A baker who hurries the dough bakes stones, not bread.",
  },
  {
    title: "A storm at the harbour",
    year: 1910,
    body: "The storm came from the west. Boats in the harbour pulled at their ropes, and two of them sank. In the morning the sea was calm, as if nothing had happened.",
  },
  {
    title: "Gardens in winter",
    year: 1935,
    body: "A garden in winter is asleep, not dead. Under the snow the roots wait. The gardener plans, sharpens tools and reads about bread.",
  },
  {
    title: "The clock of the town",
    year: 1899,
    body: "The town clock had stopped at noon and nobody knew why. The watchmaker climbed the tower, oiled the wheels and counted the teeth of every gear. At midnight the clock struck thirteen.",
  },
  {
    title: "Letters from the north",
    year: 1927,
    body: "Snow has covered the harbour. We bake bread twice a week and read by the light of one lamp. The sea is frozen; no ships, no letters, no news.",
  },
  {
    title: "Mending nets",
    year: 1904,
    body: "A net is mended knot by knot. The fishermen sit on the harbour wall and talk about the sea, about storms they have survived and fish they have not caught.",
  },
  {
    title: "The moon and the miller",
    year: 1915,
    body: "The miller ground the flour at night when the moon was full. He said the water ran faster then. The baker said the bread was better.",
  },
  {
    title: "Stairs",
    year: 1931,
    body: "He counted the stairs of every tower he climbed: the lighthouse had two hundred and one, the clock tower one hundred and eighty. Counting kept the fear away.",
  },
  {
    title: "Winter tables",
    year: 1940,
    body: "Set the table before the guests arrive. In winter a lamp on each table, bread in the middle, salt at both ends. Time does the rest.",
  },
  {
    title: "The last ship",
    year: 1912,
    body: "The last ship left before the ice closed the sea. From the lighthouse the keeper watched its lights until they were smaller than stars.",
  },
];
