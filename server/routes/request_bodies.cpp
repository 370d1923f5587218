// SPDX-License-Identifier: Apache-2.0
#include "server/routes/request_bodies.hpp"

#include "formats/directory_fields.hpp"
#include "formats/field_reader.hpp"
#include "formats/plan_file.hpp"
#include "server/routes/api_reasons.hpp"
#include "server/routes/read_ids.hpp"

#include <array>
#include <utility>

namespace inspectord {

template <>
inline constexpr auto code_names<AttachmentNote::Kind> =
    std::to_array<std::string_view>({"waived", "to_follow", "supplied"});
static_assert(names_end_at(AttachmentNote::Kind::supplied));

namespace {

constexpr std::array<std::string_view, 5> amendment_steps{"draft", "approve", "number", "notify",
                                                          "drop"};
constexpr std::array<std::string_view, 5> ways{"axis", "mail", "paper", "at_visit", "link"};
constexpr std::array<std::string_view, 2> languages{"vi", "en"};

/// A member that is read later, as what it is.
struct RawMember {
  const JsonValue* value = nullptr;
};

struct PlanBody {
  PlanInput input;
  RawMember content;
};

struct DutyBody {
  DutyInput input;
  Submission submission;
  bool nil = false;
};

struct ContactBody {
  ContactListingKind kind = ContactListingKind::mail;
  std::string address;
  std::string label;
  Secret secret;
  std::string language;
};

struct SendingBody {
  bool paused = false;
  std::string trial_address;
  std::string reason;
};

}  // namespace

// The readers of formats/ find what follows by the namespace of its arguments.

static void read_value(Decoder&, const Spot& at, RawMember& out) {
  out.value = &at.value();
}

static void read_value(Decoder& decoder, const Spot& at, Sha256& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  const auto digest = parse_digest(*text);
  if (!digest) return decoder.report(at, bad_digest, {{"found", shown(at.value())}});
  out = *digest;
}

template <class Fields>
void fields(Fields& f, Of<Override>) {
  f.field("code", &Override::code, Need::required);
  f.field("pointer", &Override::pointer);
  f.field("reason", &Override::reason, Need::required);
}

template <class Fields>
void fields(Fields& f, Of<AttachmentNote>) {
  f.field("key", &AttachmentNote::key, Need::required);
  f.field("kind", &AttachmentNote::kind, Need::required);
  f.field("reason", &AttachmentNote::reason);
  f.field("day", &AttachmentNote::day);
  f.field("owner", &AttachmentNote::owner);
  f.field("file", &AttachmentNote::file);
}

template <class Fields>
void fields(Fields& f, Of<ReachWaiver>) {
  f.field("target", &ReachWaiver::target, Need::required);
  f.field("reason", &ReachWaiver::reason, Need::required);
}

template <class Fields>
void fields(Fields& f, Of<RecommendationEntry>) {
  f.field("unit", &RecommendationEntry::unit, Need::required);
  f.field("text", &RecommendationEntry::text, Need::required);
  f.field("due", &RecommendationEntry::due);
  f.field("no_day_because", &RecommendationEntry::no_day_because);
}

template <class Fields>
void fields(Fields& f, Of<ConclusionEntry>) {
  f.field("number", &ConclusionEntry::number, Need::required);
  f.field("date", &ConclusionEntry::date, Need::required);
  f.field("units", &ConclusionEntry::units, Need::required);
  f.field("recommendations", &ConclusionEntry::recommendations);
}

template <class Fields>
void fields(Fields& f, Of<VisitInput>) {
  f.field("date", &VisitInput::date);
  f.field("firm", &VisitInput::firm);
  f.field("reason", &VisitInput::reason);
  f.field("note", &VisitInput::note);
  f.field("document", &VisitInput::document);
}

template <class Fields>
void fields(Fields& f, Of<TaskInput>) {
  f.field("date", &TaskInput::date);
  f.field("reason", &TaskInput::reason);
}

template <class Fields>
void fields(Fields& f, Of<ContactBody>) {
  f.field("kind", &ContactBody::kind, Need::required);
  f.field("address", &ContactBody::address, Need::required);
  f.field("label", &ContactBody::label);
  f.field("secret", &ContactBody::secret);
  f.choice("language", &ContactBody::language, languages);
}

template <class Fields>
void fields(Fields& f, Of<SendingBody>) {
  f.field("paused", &SendingBody::paused, Need::required);
  f.field("trial_address", &SendingBody::trial_address);
  f.field("reason", &SendingBody::reason, Need::required);
}

namespace {

/// Walks the members of several structs that stand in one object.
template <class Whole>
class FlatReader {
 public:
  FlatReader(Decoder& decoder, const Spot& at) : object_(decoder, at) {}

  void member(std::string_view name, auto& out) {
    if (const auto at = object_.find(name, Need::optional)) {
      read_value(object_.decoder(), *at, out);
    }
  }
  void choice(std::string_view name, std::span<const std::string_view> allowed, std::string& out) {
    if (const auto at = object_.find(name, Need::optional))
      read_choice(object_.decoder(), *at, allowed, Need::optional, out);
  }
  void finish() { object_.refuse_other_keys(); }

 private:
  ObjectReader object_;
};

void read_body(FlatReader<PlanBody>& body, PlanBody& out) {
  body.member("reason", out.input.reason);
  body.member("document", out.input.document);
  body.member("number", out.input.number);
  body.member("date", out.input.date);
  body.member("signer", out.input.signer);
  body.member("signed_on", out.input.signed_on);
  body.member("signed_file", out.input.signed_file);
  body.member("content", out.content);
  body.member("overrides", out.input.overrides);
  body.member("attachment_notes", out.input.attachment_notes);
  body.member("reach_waivers", out.input.reach_waivers);
  body.member("conclusions", out.input.conclusions);
  body.choice("step", amendment_steps, out.input.step);
}

void read_submission(FlatReader<DutyBody>& body, Submission& out) {
  body.member("number", out.number);
  body.member("paper_date", out.paper_date);
  body.member("sent_on", out.sent_on);
  body.member("received_on", out.received_on);
  body.choice("way", ways, out.way);
}

/// Reads the text of a body; `read(decoder, spot)` its members.
template <class Read>
Result<Done> read_object(const JsonReading& reading, Read read) {
  if (!reading.value) return to_refusal(reading.errors);
  Decoder decoder{*reading.value, reading.errors};
  const Spot root{*reading.value};
  if (reading.value->if_object()) {
    read(decoder, root);
  } else {
    report_no_object(decoder, root);
  }
  const auto errors = std::move(decoder).finish();
  if (!errors.empty()) return to_refusal(errors);
  return Done{};
}

JsonReading reading_of(const Request& request) {
  return read_json(request.body.empty() ? std::string_view{"{}"} : request.body);
}

template <class Body>
Result<Body> read_struct(const Request& request) {
  auto reading = reading_of(request);
  if (!reading.value) return to_refusal(reading.errors);
  return decode_json<Body>(*reading.value, std::move(reading.errors)).result();
}

/// The plan file inside a body; its errors are those of the body.
void read_content(Decoder& decoder, const RawMember& raw, std::optional<Plan>& out) {
  if (!raw.value) return;
  auto content = plan_from_json(*raw.value);
  for (auto error : content.errors()) {
    error.pointer = "/content" + error.pointer;
    decoder.report(std::move(error));
  }
  if (content) out = std::move(content).value();
}

}  // namespace

Result<PlanInput> read_plan_input(const Request& request, const Actor& actor) {
  PlanBody body;
  const auto reading = reading_of(request);
  TRY(read_object(reading, [&](Decoder& decoder, const Spot& root) {
    FlatReader<PlanBody> members{decoder, root};
    read_body(members, body);
    members.finish();
    read_content(decoder, body.content, body.input.content);
  }));
  for (auto& one : body.input.overrides) one.by = actor.user;
  return std::move(body.input);
}

Result<VisitInput> read_visit_input(const Request& request) {
  return read_struct<VisitInput>(request);
}

Result<DutyInput> read_duty_input(const Request& request, DutyAction action) {
  DutyBody body;
  const auto reading = reading_of(request);
  TRY(read_object(reading, [&](Decoder& decoder, const Spot& root) {
    FlatReader<DutyBody> members{decoder, root};
    members.member("date", body.input.date);
    members.member("event_date", body.input.event_date);
    members.member("raw", body.input.raw);
    members.member("reason", body.input.reason);
    members.member("document", body.input.document);
    members.member("successor", body.input.successor);
    read_submission(members, body.submission);
    members.finish();
  }));
  if (action == DutyAction::submit || action == DutyAction::nil)
    body.input.submission = std::move(body.submission);
  return std::move(body.input);
}

Result<FiledPaper> read_filed_paper(const Request& request) {
  DutyBody body;
  const auto reading = reading_of(request);
  TRY(read_object(reading, [&](Decoder& decoder, const Spot& root) {
    FlatReader<DutyBody> members{decoder, root};
    members.member("reason", body.input.reason);
    members.member("nil", body.nil);
    read_submission(members, body.submission);
    members.finish();
  }));
  body.input.submission = std::move(body.submission);
  return FiledPaper{body.nil ? DutyAction::nil : DutyAction::submit, std::move(body.input)};
}

Result<TaskInput> read_task_input(const Request& request) {
  return read_struct<TaskInput>(request);
}

Result<AgencyContact> read_contact(const Request& request, AgencyId agency) {
  const auto body = TRY(read_struct<ContactBody>(request));
  return AgencyContact{
      .id = {},
      .agency = agency,
      .kind = body.kind == ContactListingKind::mail ? ContactKind::mail : ContactKind::webhook,
      .address = body.address,
      .label = body.label,
      .secret = body.secret.reveal(),
      .language = body.language,
      .disabled_because = {}};
}

Result<SendingSwitch> read_sending_switch(const Request& request) {
  const auto body = TRY(read_struct<SendingBody>(request));
  SendingSwitch to;
  to.paused = body.paused;
  if (!body.trial_address.empty()) to.trial_address = body.trial_address;
  to.reason = body.reason;
  return to;
}

std::optional<Sha256> parse_digest(std::string_view text) {
  Sha256 digest{};
  if (text.size() != digest.size() * 2) return std::nullopt;
  const auto value_of = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  for (std::size_t i = 0; i < digest.size(); ++i) {
    const int high = value_of(text[2 * i]);
    const int low = value_of(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    digest[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return digest;
}

}  // namespace inspectord
