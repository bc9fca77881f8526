import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { findSecrets } from "./find-secrets.js";
import { maskSecrets } from "./mask-secrets.js";
import { SAMPLES } from "./secret-samples.fixture.js";

const { aws, github, slack, stripe, jwt, privateKey, hex, password } = SAMPLES;

describe("secrets in a text", () => {
  it.each([
    [`client(${JSON.stringify(aws)})`, 'client("[secret: aws-access-token]")'],
    [`TOKEN=${github};`, "TOKEN=[secret: github-pat];"],
    [`post(${slack})`, "post([secret: slack-bot-token])"],
    [`// live: ${stripe}.`, "// live: [secret: stripe-access-token]."],
    [`Authorization: Bearer ${jwt}`, "Authorization: Bearer [secret: jwt]"],
    [`KEY = """${privateKey}"""`, 'KEY = """[secret: private-key]"""'],
    [`apiKey: "${hex}"`, 'apiKey: "[secret: assigned-secret]"'],
    [`const dbPassword: string = '${password}';`, "const dbPassword: string = '[secret: assigned-secret]';"],
    [`{"client_secret": "${hex}"}`, '{"client_secret": "[secret: assigned-secret]"}'],
    [`os.environ["API_KEY"] = "${hex}"`, 'os.environ["API_KEY"] = "[secret: assigned-secret]"'],
    [`setenv("SECRET_TOKEN", "${hex}")`, 'setenv("SECRET_TOKEN", "[secret: assigned-secret]")'],
    [`API_TOKEN=${hex}\n`, "API_TOKEN=[secret: assigned-secret]\n"],
    [
      `postgres://app:${password}@db.internal/x`,
      "postgres://app:[secret: password-in-address]@db.internal/x",
    ],
    [`redis://:${hex}@cache:6379`, "redis://:[secret: password-in-address]@cache:6379"],
  ])("masks %s", (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it.each([
    'password = "changeme"',
    'token = "access-token"',
    'const tokenizer = "all-MiniLM-L6-v2-quantised"',
    "password = os.environ['DB_PASSWORD']",
    'api_key: "YOUR_API_KEY_123456"',
    'secret = "${vault:database/password}"',
    "const accessKey = readAccessKey2From3Files4(store);",
    '"V1SecretEnvSource": ".models.v1_secret_env_source"',
    "postgres://user:password@localhost/test",
    "http://neo4j:${PASSWORD}@host",
    "commit 9f86d081884c7d659a2feaa0c55ad01590ab12cd",
    ["raise Error('expected -----BEGIN ", "PRIVATE", " KEY-----')"].join(""),
    "AKIAIOSFODNN7EXAMPLE",
    "[secret: github-pat]",
  ])("leaves %s as it is", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  it("takes a private key as far as it goes when its end was cut off", () => {
    expect(maskSecrets(`x = '${privateKey.slice(0, -40)}`)).toBe("x = '[secret: private-key]");
  });

  it("leaves nothing of a secret in any surroundings, and masks nothing twice", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.constantFrom(aws, privateKey, jwt),
        fc.string({ unit: "binary", maxLength: 60 }),
        (before, secret, after) => {
          const masked = maskSecrets(`${before} "${secret}" ${after}`);
          expect(masked).not.toContain(secret);
          expect(maskSecrets(masked)).toBe(masked);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("names places in their order, none within another", () => {
    const text = `token = "${github}" and postgres://a:${aws}@host ${jwt}`;
    const secrets = findSecrets(text);
    expect(secrets.map(({ start, end }) => text.slice(start, end))).toEqual([github, aws, jwt]);
  });
});
