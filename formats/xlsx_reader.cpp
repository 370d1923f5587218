// SPDX-License-Identifier: Apache-2.0
#include "formats/xlsx_reader.hpp"

#include "formats/table_reasons.hpp"
#include "formats/utf8.hpp"
#include "formats/xlsx_values.hpp"
#include "formats/zip_archive.hpp"

#include <pugixml.hpp>

#include <charconv>
#include <cmath>
#include <cstring>
#include <map>
#include <utility>

namespace inspectord {
namespace {

constexpr int most_rows_of_sheets = 1'048'576;
constexpr std::size_t shown_formula = 40;

/// Names may have any prefix for their namespace.
std::string_view local_name(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is(const pugi::xml_node& node, std::string_view name) {
  return node.type() == pugi::node_element && local_name(node.name()) == name;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const auto& one : node.children()) {
    if (is(one, name)) return one;
  }
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const auto& one : node.attributes()) {
    if (local_name(one.name()) == name) return one.value();
  }
  return {};
}

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What XML let through by a number of a character (half of a pair), for messages.
std::string clean(std::string_view text) {
  return first_fault_of_utf8(text) < text.size() ? "?" : std::string{text};
}

/// The text of <si> or <is>: its own, or that of its runs; readings (rPh) are left out.
std::string text_in(const pugi::xml_node& node) {
  std::string text;
  for (const auto& one : node.children()) {
    if (is(one, "t")) text += one.text().get();
    if (is(one, "r")) text += child(one, "t").text().get();
  }
  return without_escapes(text);
}

/// "../sheet1.xml" or "/xl/sheet1.xml", as a part's relations name another, from the archive's
/// root.
std::string resolved(std::string_view folder, std::string_view target) {
  if (first_fault_of_utf8(target) < target.size()) return "?";
  if (target.starts_with('/')) return std::string{target.substr(1)};
  std::string path{folder};
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    const auto slash = path.find_last_of('/');
    path = slash == std::string::npos ? "" : path.substr(0, slash);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return path.empty() ? std::string{target} : path + "/" + std::string{target};
}

class XlsxReader {
 public:
  XlsxReader(std::string_view bytes, const TableLimits& limits)
      : limits_(limits), zip_(bytes, limits.unpacked_bytes) {}

  Result<Table> read();

 private:
  Result<Done> load(const std::string& part, pugi::xml_document&);
  Result<std::string> related(const std::string& part, std::string_view by, std::string_view value);
  Result<std::string> find_sheet(const std::string& workbook_part);
  Result<Done> read_strings(const std::string& workbook_part);
  Result<Done> read_styles(const std::string& workbook_part);
  Result<Table> read_sheet(const std::string& part);
  Result<std::vector<Cell>> read_row(const pugi::xml_node& row, int number);
  Result<Cell> read_cell(const pugi::xml_node& cell) const;
  Cell read_number(std::string_view text, const pugi::xml_node& cell) const;
  Result<Done> check_text(const Cell& cell, int row) const;

  const TableLimits& limits_;
  ZipReader zip_;
  std::vector<std::string> strings_;
  std::vector<NumberSense> senses_;  ///< By style.
  bool from_1904_ = false;
  std::string sheet_part_;
};

Result<Table> XlsxReader::read() {
  if (!zip_.is_open()) return Refusal{reason::xlsx_no_zip};
  const auto workbook = TRY(related("", "Type", "/officeDocument"));
  const auto sheet = TRY(find_sheet(workbook));
  TRY(read_strings(workbook));
  TRY(read_styles(workbook));
  return read_sheet(sheet);
}

Result<Done> XlsxReader::load(const std::string& part, pugi::xml_document& document) {
  const auto read = zip_.read(part);
  if (read.fault) {
    switch (*read.fault) {
      case ZipReader::Fault::missing:
        return Refusal{reason::xlsx_part_missing, {}, {{"part", part}}};
      case ZipReader::Fault::broken:
        return Refusal{reason::xlsx_part_broken, {}, {{"part", part}}};
      case ZipReader::Fault::too_large:
        return Refusal{reason::xlsx_unpacks_too_large,
                       {},
                       {{"limit", std::to_string(limits_.unpacked_bytes)}}};
    }
  }
  if (first_fault_of_utf8(read.bytes) < read.bytes.size())
    return Refusal{reason::xlsx_part_broken, {}, {{"part", part}}};
  constexpr auto flags = pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_doctype;
  const auto parsed = document.load_buffer(read.bytes.data(), read.bytes.size(), flags);
  for (const auto& node : document.children()) {
    if (node.type() == pugi::node_doctype)
      return Refusal{reason::xlsx_doctype, {}, {{"part", part}}};
  }
  if (!parsed) return Refusal{reason::xlsx_part_broken, {}, {{"part", part}}};
  return Done{};
}

/// The part that another names in its relations: by an Id, or by the end of a Type. "": the
/// archive.
Result<std::string> XlsxReader::related(const std::string& part, std::string_view by,
                                        std::string_view value) {
  const auto slash = part.find_last_of('/');
  const auto folder = slash == std::string::npos ? std::string{} : part.substr(0, slash);
  const auto file = slash == std::string::npos ? part : part.substr(slash + 1);
  pugi::xml_document document;
  TRY(load((folder.empty() ? "" : folder + "/") + "_rels/" + file + ".rels", document));
  for (const auto& one : document.document_element().children()) {
    const auto found = attribute(one, by);
    if (by == "Type" ? found.ends_with(value) : found == value)
      return resolved(folder, attribute(one, "Target"));
  }
  return std::string{};
}

Result<std::string> XlsxReader::find_sheet(const std::string& workbook_part) {
  pugi::xml_document document;
  TRY(load(workbook_part.empty() ? "xl/workbook.xml" : workbook_part, document));
  const auto workbook = document.document_element();
  const auto from_1904 = attribute(child(workbook, "workbookPr"), "date1904");
  from_1904_ = from_1904 == "1" || from_1904 == "true";
  for (const auto& sheet : child(workbook, "sheets").children()) {
    const auto state = attribute(sheet, "state");
    if (!is(sheet, "sheet") || state == "hidden" || state == "veryHidden") continue;
    auto part = TRY(related(workbook_part, "Id", attribute(sheet, "id")));
    if (part.empty()) break;
    return part;
  }
  return Refusal{reason::xlsx_no_sheet};
}

Result<Done> XlsxReader::read_strings(const std::string& workbook_part) {
  const auto part = TRY(related(workbook_part, "Type", "/sharedStrings"));
  if (part.empty()) return Done{};
  pugi::xml_document document;
  TRY(load(part, document));
  for (const auto& one : document.document_element().children()) {
    if (is(one, "si")) strings_.push_back(text_in(one));
  }
  return Done{};
}

Result<Done> XlsxReader::read_styles(const std::string& workbook_part) {
  const auto part = TRY(related(workbook_part, "Type", "/styles"));
  if (part.empty()) return Done{};
  pugi::xml_document document;
  TRY(load(part, document));
  const auto root = document.document_element();
  std::map<int, NumberSense> own;
  for (const auto& one : child(root, "numFmts").children()) {
    const auto id = integer(attribute(one, "numFmtId"));
    if (id) own[*id] = sense_of_format(attribute(one, "formatCode"));
  }
  for (const auto& one : child(root, "cellXfs").children()) {
    if (!is(one, "xf")) continue;
    const auto id = integer(attribute(one, "numFmtId")).value_or(0);
    const auto found = own.find(id);
    senses_.push_back(found == own.end() ? sense_of_builtin_format(id) : found->second);
  }
  return Done{};
}

Result<Table> XlsxReader::read_sheet(const std::string& part) {
  sheet_part_ = part;
  pugi::xml_document document;
  TRY(load(part, document));
  Table table;
  int number = 0;
  for (const auto& row : child(document.document_element(), "sheetData").children()) {
    if (!is(row, "row")) continue;
    const auto named = attribute(row, "r");
    const int next = named.empty() ? number + 1 : integer(named).value_or(0);
    if (next <= number || next > most_rows_of_sheets)
      return Refusal{reason::xlsx_part_broken, {}, {{"part", part}}};
    number = next;
    auto cells = TRY(read_row(row, number));
    if (cells.empty()) continue;
    if (static_cast<int>(table.rows.size()) >= limits_.rows)
      return Refusal{reason::table_too_many_rows, {}, {{"limit", std::to_string(limits_.rows)}}};
    table.rows.push_back({number, std::move(cells)});
  }
  return table;
}

Result<std::vector<Cell>> XlsxReader::read_row(const pugi::xml_node& row, int number) {
  std::vector<Cell> cells;
  std::size_t next = 0;
  for (const auto& one : row.children()) {
    if (!is(one, "c")) continue;
    const auto name = attribute(one, "r");
    const auto column = name.empty() ? std::optional{static_cast<int>(next)} : column_of(name);
    if (!column) return Refusal{reason::xlsx_part_broken, {}, {{"part", sheet_part_}}};
    next = static_cast<std::size_t>(*column) + 1;
    auto cell = TRY(read_cell(one));
    if (is_empty(cell)) continue;
    if (*column >= limits_.columns)
      return Refusal{reason::table_too_many_columns,
                     {},
                     {{"limit", std::to_string(limits_.columns)}, {"row", std::to_string(number)}}};
    TRY(check_text(cell, number));
    if (cells.size() < next) cells.resize(next);
    cells[next - 1] = std::move(cell);
  }
  return cells;
}

Result<Cell> XlsxReader::read_cell(const pugi::xml_node& cell) const {
  const auto type = attribute(cell, "t");
  const std::string value = child(cell, "v").text().get();
  if (const auto formula = child(cell, "f")) {
    const std::string shown = std::string{"="} + formula.text().get();
    return Cell{UnreadCell{reason::cell_formula, shortened(clean(shown), shown_formula)}};
  }
  if (type == "inlineStr") return Cell{text_in(child(cell, "is"))};
  if (value.empty()) return Cell{};
  if (type == "s") {
    const auto index = integer(value);
    if (!index || *index < 0 || static_cast<std::size_t>(*index) >= strings_.size())
      return Refusal{reason::xlsx_part_broken, {}, {{"part", sheet_part_}}};
    return Cell{strings_[static_cast<std::size_t>(*index)]};
  }
  if (type == "str") return Cell{without_escapes(value)};
  if (type == "b") return Cell{value == "1" || value == "true"};
  if (type == "e") return Cell{UnreadCell{reason::cell_error, clean(value)}};
  if (type == "d") {
    if (const auto date = parse_date(value.substr(0, 10)); date && value.size() == 10)
      return Cell{*date};
    const auto date = parse_date(value.substr(0, 10));
    const auto time = value.size() >= 16 ? parse_time(value.substr(11, 5)) : std::nullopt;
    if (date && time) return Cell{CivilMoment{*date, *time}};
    return Cell{UnreadCell{reason::cell_bad_number, clean(value)}};
  }
  return read_number(value, cell);
}

Cell XlsxReader::read_number(std::string_view text, const pugi::xml_node& cell) const {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole_text = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  if (!whole_text || !std::isfinite(number))
    return UnreadCell{reason::cell_bad_number, clean(text)};
  const auto style = integer(attribute(cell, "s")).value_or(0);
  const bool known = style >= 0 && static_cast<std::size_t>(style) < senses_.size();
  const auto sense = known ? senses_[static_cast<std::size_t>(style)] : NumberSense::number;
  if (sense != NumberSense::number) {
    auto day = cell_of_serial(number, sense, from_1904_);
    return day ? std::move(*day) : Cell{UnreadCell{reason::cell_bad_number, clean(text)}};
  }
  constexpr double exact = 9007199254740992.0;
  if (number == std::trunc(number) && std::abs(number) <= exact)
    return static_cast<std::int64_t>(number);
  return number;
}

/// XML may say anything; what goes on is UTF-8 of a bounded length.
Result<Done> XlsxReader::check_text(const Cell& cell, int row) const {
  const auto* text = std::get_if<std::string>(&cell);
  if (!text) return Done{};
  if (first_fault_of_utf8(*text) < text->size() || text->find('\0') != std::string::npos)
    return Refusal{reason::xlsx_part_broken, {}, {{"part", sheet_part_}}};
  if (text->size() <= limits_.cell_bytes) return Done{};
  return Refusal{reason::table_cell_too_long,
                 {},
                 {{"limit", std::to_string(limits_.cell_bytes)}, {"row", std::to_string(row)}}};
}

}  // namespace

Result<Table> parse_xlsx(std::string_view bytes, const TableLimits& limits) {
  if (bytes.size() > limits.bytes)
    return Refusal{reason::table_too_large, {}, {{"limit", std::to_string(limits.bytes)}}};
  return XlsxReader{bytes, limits}.read();
}

}  // namespace inspectord
