// SPDX-License-Identifier: Apache-2.0
#include "formats/xlsx_writer.hpp"

#include "formats/formula_guard.hpp"
#include "formats/utf8.hpp"
#include "formats/xlsx_values.hpp"
#include "formats/zip_archive.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t longest_text = 32'767;  // UTF-16 units
constexpr std::size_t longest_sheet_name = 31;
constexpr std::size_t narrowest = 8;
constexpr std::size_t widest = 60;

constexpr std::string_view head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

constexpr std::string_view content_types =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\""
    " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";

constexpr std::string_view package_relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Target=\"xl/workbook.xml\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/>"
    "</Relationships>";

constexpr std::string_view workbook_relations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>"
    "<Relationship Id=\"rId2\" Target=\"styles.xml\" Type=\"http://"
    "schemas.openxmlformats.org/officeDocument/2006/relationships/styles\"/></Relationships>";

/// The places of cellXfs below.
enum Style { plain, header, quoted, date, time, moment };

constexpr std::string_view styles =
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"hh:mm\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"dd/mm/yyyy hh:mm\"/></numFmts>"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    "</cellStyleXfs><cellXfs count=\"6\">"
    "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\""
    " applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
    " applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
    " applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"166\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
    " applyNumberFormat=\"1\"/></cellXfs>"
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    "</styleSheet>";

std::string xml_of(std::string_view text) {
  std::string out;
  for (const char c : with_escapes(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// Code points beyond the first plane are two units each.
std::string fitting(const std::string& text) {
  if (text.size() <= longest_text) return text;
  const bool has_pairs =
      std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
  return shortened(text, (has_pairs ? longest_text / 2 : longest_text) - 1);
}

std::string number_text(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

/// One cell of the sheet: its name, and what stands in it.
class CellWriter {
 public:
  CellWriter(std::string name, bool in_header) : name_(std::move(name)), in_header_(in_header) {}

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const {
    if (text.empty()) return {};
    const bool looks_like_formula = without_formulas(text) != text;
    const auto style = in_header_ ? header : looks_like_formula ? quoted : plain;
    return opened(style, "inlineStr") + "<is><t xml:space=\"preserve\">" + xml_of(fitting(text)) +
           "</t></is></c>";
  }
  std::string operator()(std::int64_t number) const {
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    if (number > exact || number < -exact) return (*this)(std::to_string(number));
    return value(plain, std::to_string(number));
  }
  std::string operator()(double number) const { return value(plain, number_text(number)); }
  std::string operator()(bool yes) const {
    return opened(plain, "b") + "<v>" + (yes ? "1" : "0") + "</v></c>";
  }
  std::string operator()(const LocalDate& day) const {
    const auto serial = serial_of(day);
    return serial ? value(date, number_text(*serial)) : (*this)(to_string(day));
  }
  std::string operator()(const LocalTime& hour) const {
    return value(time, number_text(part_of_day(hour)));
  }
  std::string operator()(const CivilMoment& at) const {
    const auto serial = serial_of(at.date);
    return serial ? value(moment, number_text(*serial + part_of_day(at.time)))
                  : (*this)(text_of(Cell{at}));
  }
  std::string operator()(const UnreadCell& unread) const { return (*this)(unread.found); }

 private:
  static double part_of_day(LocalTime hour) {
    return static_cast<double>(hour.count()) / (24 * 60);
  }

  std::string opened(Style style, std::string_view type) const {
    std::string text = "<c r=\"" + name_ + "\" s=\"" + std::to_string(style) + "\"";
    if (!type.empty()) text.append(" t=\"").append(type).append("\"");
    return text + ">";
  }
  std::string value(Style style, const std::string& number) const {
    return opened(style, "") + "<v>" + number + "</v></c>";
  }

  std::string name_;
  bool in_header_;
};

/// As wide as what stands in a column, within reason.
std::string columns_of(const Table& table) {
  std::vector<std::size_t> widths;
  for (const auto& row : table.rows) {
    widths.resize(std::max(widths.size(), row.cells.size()), narrowest);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto text = text_of(row.cells[i]);
      const auto length = static_cast<std::size_t>(std::ranges::count_if(
          text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
      widths[i] = std::clamp(length + 2, widths[i], std::max(widths[i], widest));
    }
  }
  if (widths.empty()) return {};
  std::string xml = "<cols>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const auto number = std::to_string(i + 1);
    xml += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
           std::to_string(widths[i]) + "\" customWidth=\"1\"/>";
  }
  return xml + "</cols>";
}

std::string sheet_of(const Table& table) {
  std::string xml{head};
  xml +=
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
      "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\""
      " activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>";
  xml += columns_of(table) + "<sheetData>";
  int number = 0;
  for (const auto& row : table.rows) {
    const auto line = std::to_string(++number);
    xml += "<row r=\"" + line + "\">";
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      xml += std::visit(CellWriter{column_name(static_cast<int>(i)) + line, number == 1},
                        row.cells[i]);
    xml += "</row>";
  }
  return xml + "</sheetData></worksheet>";
}

/// Spreadsheets refuse some characters in the name of a sheet.
std::string workbook_of(const std::string& sheet_name) {
  auto name = sheet_name;
  std::erase_if(
      name, [](char c) { return std::string_view{"[]:*?/\\'"}.find(c) != std::string_view::npos; });
  name = shortened(name, longest_sheet_name);
  return std::string{head} +
         "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
         " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
         "<sheets><sheet name=\"" +
         xml_of(name.empty() ? "1" : name) + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
}

}  // namespace

std::string write_xlsx(const Table& table, const std::string& sheet_name) {
  ZipWriter zip;
  zip.add("[Content_Types].xml", std::string{head}.append(content_types));
  zip.add("_rels/.rels", std::string{head}.append(package_relations));
  zip.add("xl/workbook.xml", workbook_of(sheet_name));
  zip.add("xl/_rels/workbook.xml.rels", std::string{head}.append(workbook_relations));
  zip.add("xl/styles.xml", std::string{head}.append(styles));
  zip.add("xl/worksheets/sheet1.xml", sheet_of(table));
  return std::move(zip).finish();
}

}  // namespace inspectord
