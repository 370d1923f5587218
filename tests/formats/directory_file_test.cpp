// SPDX-License-Identifier: Apache-2.0
#include "formats/directory_file.hpp"

#include "tests/formats/plan_texts.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::with;

constexpr std::string_view directory_text = R"({
  "format": "inspectord-directory/1",
  "agencies": [
    {
      "name": "UBND xã A",
      "parent": "UBND huyện B",
      "short_name": "xã A",
      "aliases": [
        "Xã A"
      ],
      "level": "commune",
      "valid_from": "2024-01-01",
      "valid_to": "2025-06-30",
      "contacts": [
        {
          "kind": "mail",
          "address": "xa-a@example.org",
          "label": "Văn thư",
          "valid_from": "2024-02-01",
          "valid_to": "2025-06-30"
        },
        {
          "kind": "webhook",
          "address": "https://example.org/hook?x=1",
          "secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"
        }
      ]
    },
    {
      "name": "UBND xã A",
      "parent": "UBND huyện C"
    }
  ],
  "groups": [
    {
      "plan": "vi-du-2026",
      "key": "cac-xa",
      "members": [
        "UBND xã A"
      ],
      "valid_from": "2024-01-01",
      "valid_to": "2024-12-31"
    },
    {
      "plan": "vi-du-2026",
      "key": "cac-xa",
      "members": []
    }
  ]
}
)";

std::string all(const Decoded<DirectoryFile>& directory) {
  std::string text;
  for (const auto& error : directory.errors()) {
    text += std::string{error.reason.code} + " " + std::to_string(error.place.line) + " " +
            error.pointer + "\n";
  }
  return text;
}

TEST(DirectoryFile, IsWrittenAsItWasRead) {
  const auto directory = decode_directory(directory_text);
  ASSERT_TRUE(directory) << all(directory);
  EXPECT_EQ(directory->agencies.at(0).contacts.at(1).kind, ContactListingKind::webhook);
  EXPECT_TRUE(
      directory->agencies[0].contacts[1].secret.matches("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"));
  EXPECT_EQ(encode_directory(*directory), directory_text);
  EXPECT_EQ(*directory_from_json(directory_to_json(*directory)), *directory);
}

TEST(DirectoryFile, SaysWhatIsWrongAndWhere) {
  const std::vector<std::array<std::string_view, 3>> cases = {
      {"xa-a@example.org", "xa-a.example.org",
       "decode_bad_mail 17 /agencies/0/contacts/0/address\n"},
      {"xa-a@example.org", "xa a@example.org",
       "decode_bad_mail 17 /agencies/0/contacts/0/address\n"},
      {"xa-a@example.org", "a@b@example.org",
       "decode_bad_mail 17 /agencies/0/contacts/0/address\n"},
      {"https://example.org/", "ftp://example.org/",
       "decode_bad_url 24 /agencies/0/contacts/1/address\n"},
      {"https://example.org/", "https://me:pw@example.org/",
       "decode_bad_url 24 /agencies/0/contacts/1/address\n"},
      {"whsec_", "secret_", "decode_bad_secret 25 /agencies/0/contacts/1/secret\n"},
      {"whsec_MDEy", "whsec_", "decode_bad_secret 25 /agencies/0/contacts/1/secret\n"},
      {R"("label": "Văn thư")", R"("secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")",
       "decode_secret_of_mail 18 /agencies/0/contacts/0/secret\n"},
      {"UBND huyện C", "UBND huyện B", "decode_entry_twice 29 /agencies/1\n"},
      {"\"2024-12-31\"", "\"2023-12-31\"", "decode_range_reversed 42 /groups/0/valid_to\n"},
      {R"("members": [])", R"("members": ["x", "x"])",
       "decode_entry_twice 47 /groups/1/members/1\n"},
      {R"("plan")", R"("plans")",
       "decode_missing_key 35 /groups/0\ndecode_unknown_key_near 36 /groups/0/plans\n"},
      {"inspectord-directory/1", "inspectord-plan/1", "decode_format_unknown 2 /format\n"},
  };
  for (const auto& [what, by, expected] : cases) {
    EXPECT_EQ(all(decode_directory(with(directory_text, what, by))), expected) << by;
  }
}

TEST(DirectoryFile, NeverRepeatsASecretInAnError) {
  const auto directory = decode_directory(with(directory_text, "whsec_MDEy", "whsec-MDEy"));
  ASSERT_EQ(directory.errors().size(), 1u);
  EXPECT_TRUE(directory.errors()[0].arguments.empty());
}

}  // namespace
}  // namespace inspectord
