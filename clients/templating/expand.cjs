// Fills templates as Microsoft's library does:
//   node expand.cjs cases.json
// where cases.json is [{"template": ..., "data": ...}, ...]; prints [{"value": ...} or {"error": "..."}, ...].
const { readFileSync } = require('node:fs')
const { Template } = require('adaptivecards-templating')

const filled = JSON.parse(readFileSync(process.argv[2], 'utf8')).map(({ template, data }) => {
  try {
    return { value: new Template(template).expand({ $root: data }) }
  } catch (error) {
    return { error: String(error?.message ?? error) }
  }
})
console.log(JSON.stringify(filled))
