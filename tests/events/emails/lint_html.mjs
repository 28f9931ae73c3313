// Reads {name: HTML} as JSON from standard input, and prints what mail programs do not know of it, by the data of caniemail.com:
// [{name, client, feature, support, notes}], each feature once for each mail and client.
import { readFileSync } from "node:fs";
import { caniemail } from "caniemail";

// What the readers of our mails have. "outlook.windows" is Word. Yahoo's is also that of BT and Sky.
const clients = [
  "outlook.windows",
  "outlook.outlook-com",
  "outlook.macos",
  "outlook.ios",
  "outlook.android",
  "gmail.*",
  "apple-mail.*",
  "yahoo.*",
  "samsung-email.android",
  "protonmail.*",
  "thunderbird.macos",
];
const found = [];
for (const [name, html] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  const { issues } = caniemail({ clients, html });
  for (const [client, list] of [...issues.errors, ...issues.warnings]) {
    const features = new Map(list.map((issue) => [issue.title, issue]));
    for (const [feature, { support, notes }] of features) found.push({ name, client, feature, support, notes });
  }
}
process.stdout.write(JSON.stringify(found));
