// Starts Agents Playground on this machine only, without telemetry and without opening a browser:
//   node start.cjs [messaging endpoint] [port]
const { Server } = require('node:net')
const { join } = require('node:path')

const [endpoint = 'http://127.0.0.1:3978/api/messages', port = '56150'] = process.argv.slice(2)

// It listens on every address, and has no option for that.
const listen = Server.prototype.listen
Server.prototype.listen = function (first, ...rest) {
  return typeof first === 'number' ? listen.call(this, first, '127.0.0.1', ...rest) : listen.call(this, first, ...rest)
}

process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = '1'
process.env.TEAMSAPPTESTER_BROWSER = 'none'
process.env.M365_AGENTS_PLAYGROUND_LOGFILE ??= join(__dirname, 'target', 'playground.log')
process.argv.splice(2, process.argv.length, 'start', '-e', endpoint, '-c', 'msteams', '-p', port, '--disable-telemetry')
require('@microsoft/m365agentsplayground/cli.js')
