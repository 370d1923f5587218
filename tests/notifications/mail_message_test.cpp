// SPDX-License-Identifier: Apache-2.0
#include "notifications/mail_message.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace inspectord {
namespace {

EmailAddress address(std::string_view text) {
  return EmailAddress::parse(text).value();
}

MailMessage a_mail() {
  return {.id = *MessageId::parse("01902d3e-8c00-7abc-8def-0123456789ab"),
          .from = {address("lich@so-ldtbxh.example.vn"), "Sở LĐTBXH tỉnh An Giang"},
          .to = {address("vanthu@chomoi.example.vn"), "UBND huyện Chợ Mới"},
          .reply_to = Mailbox{address("lan@so-ldtbxh.example.vn"), "Lan"},
          .subject = "Lịch kiểm tra UBND huyện Chợ Mới: Thứ Ba, 18/10/2022, 08 giờ 00",
          .date = *parse_rfc3339("2022-10-11T00:00:05Z"),
          .utc_offset = std::chrono::hours{7},
          .plan = PlanId::parse("01902d3e-0000-7000-8000-000000000001"),
          .text = "Kính gửi: UBND huyện Chợ Mới\n",
          .html = "<p>Kính gửi: UBND huyện Chợ Mới</p>\n"};
}

TEST(RenderMail, GivesExactlyTheseBytes) {
  EXPECT_EQ(render(a_mail()),
            "Date: Tue, 11 Oct 2022 07:00:05 +0700\r\n"
            "From: =?UTF-8?B?U+G7nyBMxJBUQlhIIHThu4luaCBBbiBHaWFuZw==?=\r\n"
            " <lich@so-ldtbxh.example.vn>\r\n"
            "To: =?UTF-8?B?VUJORCBodXnhu4duIENo4bujIE3hu5tp?= <vanthu@chomoi.example.vn>\r\n"
            "Reply-To: \"Lan\" <lan@so-ldtbxh.example.vn>\r\n"
            "Subject: =?UTF-8?B?TOG7i2NoIGtp4buDbSB0cmEgVUJORCBodXnhu4duIENo4bujIE0=?=\r\n"
            " =?UTF-8?B?4bubaTogVGjhu6kgQmEsIDE4LzEwLzIwMjIsIDA4IGdp4budIDAw?=\r\n"
            "Message-ID: <01902d3e-8c00-7abc-8def-0123456789ab@so-ldtbxh.example.vn>\r\n"
            "In-Reply-To: <plan-01902d3e-0000-7000-8000-000000000001@so-ldtbxh.example.vn>\r\n"
            "References: <plan-01902d3e-0000-7000-8000-000000000001@so-ldtbxh.example.vn>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: multipart/alternative;\r\n"
            " boundary=\"=_01902d3e-8c00-7abc-8def-0123456789ab\"\r\n"
            "\r\n"
            "--=_01902d3e-8c00-7abc-8def-0123456789ab\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "K=C3=ADnh g=E1=BB=ADi: UBND huy=E1=BB=87n Ch=E1=BB=A3 M=E1=BB=9Bi\r\n"
            "\r\n"
            "--=_01902d3e-8c00-7abc-8def-0123456789ab\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "<p>K=C3=ADnh g=E1=BB=ADi: UBND huy=E1=BB=87n Ch=E1=BB=A3 M=E1=BB=9Bi</p>\r\n"
            "\r\n"
            "--=_01902d3e-8c00-7abc-8def-0123456789ab--\r\n");
}

TEST(RenderMail, LetsNoValueStartAHeaderOrEndTheHead) {
  const std::string evil = "x\r\nBcc: victim@example.vn\r\n\r\n<script>";
  auto mail = a_mail();
  mail.subject = evil;
  mail.from.name = evil;
  mail.to.name = evil;
  mail.reply_to->name = evil;
  const auto bytes = render(mail);
  const auto head = bytes.substr(0, bytes.find("\r\n\r\n"));
  EXPECT_EQ(head.find("\r\nBcc"), std::string::npos);
  EXPECT_NE(head.find("\r\nMIME-Version: 1.0"), std::string::npos);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_TRUE(bytes[i] != '\n' || bytes[i - 1] == '\r');
    EXPECT_TRUE(bytes[i] != '\r' || bytes[i + 1] == '\n');
  }
}

TEST(RenderMail, KeepsHeadAndBodyLinesShort) {
  auto mail = a_mail();
  for (int i = 0; i < 30; ++i) mail.subject += " Ủy ban nhân dân", mail.to.name += " Ủy ban";
  mail.text = std::string(5000, 'x');
  const auto bytes = render(mail);
  for (std::size_t begin = 0; begin < bytes.size();) {
    const auto end = bytes.find("\r\n", begin);
    EXPECT_LE(end - begin, 78U) << bytes.substr(begin, end - begin);
    begin = end + 2;
  }
}

TEST(RenderMail, IsPlainTextAloneWithoutHtml) {
  auto mail = a_mail();
  mail.html.clear();
  EXPECT_NE(
      render(mail).find("\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"),
      std::string::npos);
}

TEST(RenderMail, IsReadBackByAnotherImplementation) {
  if (std::system("python3 -c 'import email' 2>/dev/null") != 0) GTEST_SKIP() << "no python3";
  const auto folder =
      std::filesystem::temp_directory_path() / ("inspectord-mail-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream{folder / "mail.eml", std::ios::binary} << render(a_mail());
  std::ofstream{folder / "read.py"} << R"(
import email, email.policy, sys
mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
assert not mail.defects, mail.defects
assert mail['Subject'] == 'Lịch kiểm tra UBND huyện Chợ Mới: Thứ Ba, 18/10/2022, 08 giờ 00', mail['Subject']
assert mail['To'].addresses[0].display_name == 'UBND huyện Chợ Mới', mail['To']
assert mail['To'].addresses[0].addr_spec == 'vanthu@chomoi.example.vn'
assert mail['From'].addresses[0].display_name == 'Sở LĐTBXH tỉnh An Giang'
assert mail['Date'].datetime.isoformat() == '2022-10-11T07:00:05+07:00'
assert mail.get_content_type() == 'multipart/alternative'
assert mail.get_body(('plain',)).get_content().strip() == 'Kính gửi: UBND huyện Chợ Mới'
assert mail.get_body(('html',)).get_content().strip() == '<p>Kính gửi: UBND huyện Chợ Mới</p>'
for part in mail.walk():
    assert not part.defects, part.defects
)";
  const auto command = "PYTHONIOENCODING=utf-8 python3 " + (folder / "read.py").string() + " " +
                       (folder / "mail.eml").string();
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::filesystem::remove_all(folder);
}

TEST(MarkAsTrial, MarksTheSubjectAndNamesTheAddressItWasMeantFor) {
  const auto mail = a_mail();
  const auto bytes = render(mail);
  const auto marked = mark_as_trial(bytes, mail.subject, mail.to.address);
  auto expected = mail;
  expected.subject = "[THỬ/TEST] " + mail.subject;
  auto expected_bytes = render(expected);
  expected_bytes.insert(expected_bytes.find("Message-ID: "),
                        "X-Inspectord-Trial-For: vanthu@chomoi.example.vn\r\n");
  EXPECT_EQ(marked, expected_bytes);
}

}  // namespace
}  // namespace inspectord
